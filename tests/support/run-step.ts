import { spawnSync } from 'node:child_process';

/** Runs npm with `args`, temporary files going to `folder`, and says what it does and how long it took. */
export function runStep(name: string, args: string[], folder: string): boolean {
  console.log(`\n--- ${name}`);
  const begun = performance.now();
  const green = spawnSync('npm', args, { env: { ...process.env, TMPDIR: folder }, stdio: 'inherit' }).status === 0;
  console.log(`--- ${name} ${green ? 'ok' : 'FAILED'}, ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return green;
}
