import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `npm test` on a fresh clone: nothing but Node is there yet, so this file uses nothing else. */
const root = fileURLToPath(new URL('..', import.meta.url));

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: 20.19 or newer is needed.`);
}
if (!dependenciesAreThere()) {
  console.log('Installing the dependencies, about half a minute ...');
  // Not `npm ci`: it refuses when a registry lacks a binary for some platform that is not this one.
  if (run('npm', ['install', '--no-save', '--no-audit', '--no-fund']) !== 0)
    fail('The dependencies could not be installed.');
}
process.exitCode = run(process.execPath, ['--import', 'tsx', 'tests/everything.ts']);

function dependenciesAreThere() {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(`${root}package.json`, 'utf8'),
  );
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).every(([name, version]) => {
    const manifest = `${root}node_modules/${name}/package.json`;
    return existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
  });
}

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;
}

function fail(reason) {
  console.error(reason);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
