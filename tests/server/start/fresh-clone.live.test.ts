import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/free-port.ts';
import { start, type Started } from '../../support/started.ts';

jest.setTimeout(300_000);

const root = join(import.meta.dirname, '../../..');
const PARTS = [
  'server',
  'realtime',
  'models',
  'migrations',
  'kiosk-client',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
/** A normal user, where the tests run as root. */
const USER = process.getuid?.() === 0 ? 65_534 : undefined;

let folder: string;
let clone: string;
const running: Started[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'waitlessq-clone-'));
  clone = join(folder, 'City Clinic (új)');
  mkdirSync(clone);
  for (const part of PARTS) cpSync(join(root, part), join(clone, part), { recursive: true });
  // What an installation brings is the same for every clone; the folder itself is written to while building.
  const installed = join(root, 'node_modules');
  mkdirSync(join(clone, 'node_modules'));
  for (const name of readdirSync(installed).filter((one) => !one.startsWith('.vite')))
    symlinkSync(join(installed, name), join(clone, 'node_modules', name));
  if (USER !== undefined) spawnSync('chown', ['-R', '-h', String(USER), folder]);
});
afterAll(async () => {
  for (const started of running) {
    started.signal('SIGKILL');
    await started.ended();
  }
  rmSync(folder, { recursive: true, force: true });
});

test('npm start on a clone, as a normal user and with a space in the path', async () => {
  const port = String(await freePort());
  const environment = { PORT: port, DEMO: 'false', HOME: folder };
  const options = { command: ['npm', 'start'], folder: clone, uid: USER };
  const first = start(environment, options);
  running.push(first);
  await first.says('is ready', 240_000);
  expect(first.output()).toContain('Building the server ...');
  expect(existsSync(join(clone, '.data/postgres/PG_VERSION'))).toBe(true);
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('WaitLessQ');
  // npm passes the signal on, and the answer back.
  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);

  // Two at once on what is built: nothing is built again, and one of them has the folder.
  const both = [start({ ...environment, PORT: '0' }, options), start({ ...environment, PORT: '0' }, options)];
  running.push(...both);
  await Promise.any(both.map((one) => one.says('is ready', 60_000)));
  for (const one of both) expect(one.output()).not.toContain('Building');
  for (const one of both) one.signal('SIGTERM');
  const codes = await Promise.all(both.map((one) => one.ended()));
  expect(codes).toContain(0);
});
