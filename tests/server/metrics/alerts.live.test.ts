import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findProgram } from '../../support/find-program.ts';

const folder = join(import.meta.dirname, '../../../docs/monitoring');
const promtool = findProgram('promtool');
const MISSING =
  'promtool is missing, so that the alerts were not tried. Install it: apt-get install --no-install-recommends prometheus';

function prove(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(promtool ?? '', args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}:\n${stdout}${stderr}`);
  return stdout;
}

if (promtool === undefined) {
  // Nobody needs it to run the service: what is missing is said, not failed.
  test(`nothing was asked of Prometheus: ${MISSING}`, () => {
    process.stderr.write(`\n${MISSING}\n`);
  });
} else {
  test('Prometheus understands every alert', () => {
    expect(prove('check', 'rules', 'alerts.yml')).toMatch(/SUCCESS: \d\d rules found/);
  });

  test('every alert fires when it should, and not a moment or a mistake earlier', () => {
    expect(prove('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });
}
