import { spawnSync } from 'node:child_process';
import { findChromium, findLibfaketime, findProgram } from './find-program.ts';

const NEEDED = [
  { name: 'redis-server', find: () => findProgram('redis-server'), otherwise: '' },
  { name: 'pgbouncer', find: () => findProgram('pgbouncer'), otherwise: '' },
  { name: 'libfaketime', find: findLibfaketime, otherwise: '' },
  { name: 'chromium', find: findChromium, otherwise: ', or npx playwright-core install chromium' },
];

/** Installs what the tests need beside Node where that is allowed, and says in one line each what is still missing. */
export function missingPrograms(): string[] {
  const wanted = NEEDED.filter(({ find }) => find() === undefined);
  if (wanted.length > 0 && mayInstall()) install(wanted.map(({ name }) => name));
  return wanted
    .filter(({ find }) => find() === undefined)
    .map(({ name, otherwise }) => `${name} is missing. Install it: apt-get install ${name}${otherwise}`);
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && findProgram('apt-get') !== undefined;
}

function install(names: string[]): void {
  console.log(`Installing ${names.join(' and ')} with apt-get, a minute or two ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-q'], { env, stdio: 'inherit' });
  spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], { env, stdio: 'inherit' });
}
