import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findK6, K6_IS_MISSING } from '../../load-tests/runner/find-k6.ts';
import { scenarios } from '../../load-tests/runner/scenarios.ts';

jest.setTimeout(180_000);

const root = join(import.meta.dirname, '../..');
const k6 = findK6();

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-smoke-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function load(args: string[], ...settings: string[]) {
  const runner = [process.execPath, '--import', 'tsx', join(root, 'load-tests/runner/main.ts')];
  const child = spawn('env', [...settings, ...runner, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const written: string[] = [];
  child.stdout.on('data', (chunk) => written.push(String(chunk)));
  child.stderr.on('data', (chunk) => written.push(String(chunk)));
  await once(child, 'close');
  return { code: child.exitCode, said: written.join('') };
}

if (k6 === undefined) {
  // The scripts are not needed to run the service, and k6 is in no distribution's own packages: what is missing is said, not failed.
  test(`without k6 no scenario was run: ${K6_IS_MISSING}`, () => {
    process.stderr.write(`\n${K6_IS_MISSING}\n`);
    expect(scenarios().length).toBeGreaterThan(0);
  });
} else {
  test.each(scenarios())('%s does in brief what it says, on a service of its own', async (scenario) => {
    const file = join(folder, `${scenario}.json`);
    const { code, said } = await load([scenario, '--smoke', '--summary-json', file]);
    if (code !== 0) throw new Error(`ended with ${String(code)}:\n${said}`);
    const summary = JSON.parse(readFileSync(file, 'utf8')) as { ok: boolean; thresholds: unknown[]; machine: object };
    expect(summary.ok).toBe(true);
    expect(summary.thresholds.length).toBeGreaterThan(3);
    expect(summary.machine).toHaveProperty('verdict');
  });
}

test('without k6 it says loudly that nothing was loaded, and ends with 1', async () => {
  const { code, said } = await load(['soak', '--smoke'], 'K6=/nowhere/k6');
  expect(said).toContain(K6_IS_MISSING);
  expect(code).toBe(1);
});

test('a scenario that is not there, and one that nobody made organizations for, are told what there is', async () => {
  const unknown = await load(['stampede'], `K6=${process.execPath}`);
  expect(unknown.said).toContain('There is no scenario stampede. There are: booking-race, concurrent-tenants, ');
  expect(unknown.code).toBe(1);
  const nobody = await load(['soak'], `K6=${process.execPath}`, 'ORGANIZATIONS_FILE=');
  expect(nobody.said).toContain('npm run load -- seed');
  expect(nobody.code).toBe(1);
});
