// npm run load -- [scenario] [k6 options]: runs a scenario with the k6 that is installed, and says so loudly when none is.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const [scenario = 'concurrent-tenants', ...more] = process.argv.slice(2);
const script = join(import.meta.dirname, `${scenario}.ts`);
if (!existsSync(script)) {
  console.error(`There is no scenario ${scenario} in load-tests/.`);
  process.exit(1);
}
const k6 = process.env.K6 ?? 'k6';
const run = spawnSync(k6, ['run', ...more, script], {
  stdio: 'inherit',
  env: { ...process.env, K6_NO_USAGE_REPORT: 'true' },
});
if (run.error) {
  console.error(
    `k6 is not installed, so NOTHING WAS LOADED. Install k6 (brew install k6, or its package for your system), or name it with K6=/path/to/k6.`,
  );
  process.exit(1);
}
process.exit(run.status ?? 1);
