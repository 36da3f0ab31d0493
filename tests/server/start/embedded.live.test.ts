import { mkdtempSync, readdirSync, readFileSync, rmSync, chmodSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { eventually } from '../../support/eventually.ts';
import { freePort } from '../../support/free-port.ts';
import { start, type Started } from '../../support/started.ts';

jest.setTimeout(120_000);

let folder: string;
let running: Started[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waitlessq clinic '));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const started of running) {
    started.signal('SIGKILL');
    await started.ended();
  }
  running = [];
  await eventually(() => expect(postmasters()).toEqual([]), { within: 20_000 });
  rmSync(folder, { recursive: true, force: true });
});

function startHere(environment: Record<string, string> = {}): Started {
  const started = start({ PORT: '0', DATA_DIR: join(folder, 'data'), ...environment });
  running.push(started);
  return started;
}

/** The database servers that live in this test's folder. */
function postmasters(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`;
      } catch {
        return '';
      }
    })
    .filter((line) => line.includes(folder) && line.includes('postgres'));
}

async function asAdmin<T extends object>(sql: string): Promise<T[]> {
  const secrets = JSON.parse(readFileSync(join(folder, 'data/secrets.json'), 'utf8')) as {
    admin_password: string;
    port: number;
  };
  const client = new pg.Client(
    `postgres://waitlessq_admin:${secrets.admin_password}@127.0.0.1:${secrets.port}/waitlessq`,
  );
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

const linkTo = (screen: string, output: string) =>
  new RegExp(`http://\\S+/o/city-clinic/${screen}\\S*`).exec(output)?.[0] ?? '';

test('the first start makes a clinic with a morning behind it, and the second keeps it', async () => {
  const port = String(await freePort());
  const first = startHere({ PORT: port });
  await first.says('The data stays', 90_000);

  const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
  expect(await ready.json()).toMatchObject({ status: 'ready' });
  for (const screen of ['display', 'kiosk', 'staff', 'admin', 't/']) {
    const page = await fetch(linkTo(screen, first.output()));
    expect({ screen, status: page.status }).toEqual({ screen, status: 200 });
  }

  const [display, staff] = [linkTo('display', first.output()), linkTo('staff', first.output())];
  const api = `http://127.0.0.1:${port}/o/city-clinic/api/v1`;
  const device = await fetch(`${api}/devices/self`, {
    headers: { Authorization: `Bearer ${display.split('#token=')[1]}` },
  });
  expect(await device.json()).toMatchObject({ kind: 'display', name: 'Waiting room' });
  const signedIn = await fetch(`${api}/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ link_token: staff.split('#sign-in=')[1] }),
  });
  expect(await signedIn.json()).toMatchObject({ user: { name: 'Sam Rivera', role: 'staff' } });

  const finished = await asAdmin<{ prefix: string; served: string }>(
    `SELECT q.prefix, count(*) AS served FROM entries e JOIN queues q ON q.id = e.queue_id WHERE e.status = 'served' GROUP BY 1 ORDER BY 1`,
  );
  expect(finished.map(({ prefix }) => prefix)).toEqual(['A', 'B', 'C', 'P']);
  const joinable = (await (await fetch(`${api}/queues/joinable`)).json()) as { data: { wait: object | null }[] };
  expect(joinable.data).toHaveLength(3);
  for (const { wait } of joinable.data) expect(wait).not.toBeNull();

  // People keep coming by themselves.
  const [before] = await asAdmin<{ events: string }>('SELECT count(*) AS events FROM queue_events');
  await eventually(
    async () => {
      const [after] = await asAdmin<{ events: string }>('SELECT count(*) AS events FROM queue_events');
      expect(Number(after?.events)).toBeGreaterThan(Number(before?.events));
    },
    { within: 60_000, every: 500 },
  );

  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
  expect(postmasters()).toEqual([]);

  const second = startHere({ PORT: port });
  await second.says('The data stays');
  expect(linkTo('display', second.output())).toBe(display);
  const [events] = await asAdmin<{ events: string }>('SELECT count(*) AS events FROM queue_events');
  expect(Number(events?.events)).toBeGreaterThan(Number(before?.events));
  second.signal('SIGINT');
  expect(await second.ended()).toBe(0);
});

test('the demo can be paused by a signal', async () => {
  const started = startHere();
  await started.says('The data stays', 90_000);
  started.signal('SIGUSR2');
  await started.says('The demo is paused');
  started.signal('SIGUSR2');
  await started.says('The demo goes on');
  started.signal('SIGTERM');
  expect(await started.ended()).toBe(0);
});

test('the folder is for one at a time', async () => {
  const first = startHere({ DEMO: 'false' });
  await first.says('is ready');
  const second = startHere({ DEMO: 'false' });
  expect(await second.ended()).toBe(1);
  expect(second.complaints()).toMatch(/^WaitLessQ cannot start\. Another WaitLessQ is running with DATA_DIR [^\n]+\n$/);
  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
});

test('no database outlives a node that was killed, and the next start recovers', async () => {
  const first = startHere({ DEMO: 'false' });
  await first.says('is ready');
  expect(postmasters()).not.toEqual([]);
  first.signal('SIGKILL');
  await first.ended();
  await eventually(() => expect(postmasters()).toEqual([]));

  const second = startHere({ DEMO: 'false' });
  await second.says('is ready');
  // The database itself is killed: the node says so and ends.
  const [pid] = readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  expect(await second.ended()).toBe(1);
  expect(second.complaints()).toContain('The embedded database has ended');

  const third = startHere({ DEMO: 'false' });
  await third.says('is ready');
  third.signal('SIGTERM');
  expect(await third.ended()).toBe(0);
});

test('only its owner can read the secrets, and the service has a modest role', async () => {
  const started = startHere({ DEMO: 'false' });
  await started.says('is ready');
  expect(statSync(join(folder, 'data/secrets.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'data/postgres')).mode & 0o777).toBe(0o700);
  const [role] = await asAdmin(`SELECT rolsuper, rolbypassrls, rolconfig FROM pg_roles WHERE rolname = 'waitlessq'`);
  expect(role).toEqual({
    rolsuper: false,
    rolbypassrls: false,
    rolconfig: ['statement_timeout=5s', 'lock_timeout=2s', 'idle_in_transaction_session_timeout=5s'],
  });
  started.signal('SIGTERM');
  expect(await started.ended()).toBe(0);
});
