import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** What a fresh clone needs before anything of ours can run. Nothing but Node is there yet, so this uses nothing else. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const SOURCES = ['server', 'realtime', 'models', 'migrations', 'kiosk-client', 'tsconfig.json', 'package-lock.json'];
const STAMP = join(root, 'dist', '.built-from');
const LOCK = join(root, 'dist', '.lock');
const SAY_AGAIN_MS = 10_000;

/** Installs and builds what is missing or old. Several at once take turns. */
export async function prepare() {
  requireNode();
  process.chdir(root);
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.env.NODE_ENV ??= 'production';
  if (isReady()) return;
  await inTurn(async () => {
    if (!isReady()) await installAndBuild();
  });
}

/** Builds whatever the state; for `npm run build`. */
export async function build() {
  requireNode();
  await inTurn(compile);
}

function isReady() {
  return isBuilt() && isInstalled(manifest().dependencies);
}

async function installAndBuild() {
  const { dependencies, devDependencies, optionalDependencies } = manifest();
  // What is optional has types, and without them nothing is built.
  const needed = isBuilt() ? dependencies : { ...dependencies, ...devDependencies, ...optionalDependencies };
  if (!isInstalled(needed)) {
    // Not `npm ci`: it refuses when a registry lacks a binary for some platform that is not this one. Development
    // dependencies whatever NODE_ENV says: they are what builds.
    const how = ['install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
    await run('Installing the dependencies (the first time only, about half a minute)', 'npm', how);
  }
  if (!isBuilt()) await compile();
}

async function compile() {
  const from = fingerprint();
  await Promise.all([
    run('Building the server', 'npm', ['run', '--silent', 'build:server']),
    run('Building the screens', 'npm', ['run', '--silent', 'build:screens']),
  ]);
  writeFileSync(STAMP, from);
}

function requireNode() {
  const { engines } = manifest();
  const [wantedMajor, wantedMinor] = engines.node.replace('>=', '').split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(`Node ${process.versions.node} is too old: ${wantedMajor}.${wantedMinor} or newer is needed.`);
}

function manifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

function isInstalled(dependencies) {
  return Object.entries(dependencies).every(([name, version]) => {
    const file = join(root, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  });
}

/** By content: what git checks out has the time of the checkout. */
function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of filesOf(join(root, source))) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesOf(join(path, name)));
}

/** Two nodes that start at once on one checkout: one builds, the other waits. */
async function inTurn(work) {
  let waited = false;
  for (;;) {
    try {
      mkdirSync(dirname(LOCK), { recursive: true });
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST')
        fail(`This folder cannot be written, and it has to be built first: ${error.message}`);
    }
    if (!isAlive(Number(readLock()))) {
      rmSync(LOCK, { force: true });
      continue;
    }
    if (!waited) console.log('Another start is building; waiting for it');
    waited = true;
    await sleep(200);
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
}

function readLock() {
  try {
    return readFileSync(LOCK, 'utf8');
  } catch {
    return '';
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Says what it does, and again every ten seconds; the program's own words only when it fails. */
async function run(what, command, args) {
  const began = Date.now();
  console.log(`${what} ...`);
  const shortly = what.replace(/ \(.*\)$/, '');
  const timer = setInterval(() => console.log(`${shortly}, ${seconds(began)} so far ...`), SAY_AGAIN_MS);
  try {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const written = [];
    child.stdout.on('data', (chunk) => written.push(chunk));
    child.stderr.on('data', (chunk) => written.push(chunk));
    const code = await new Promise((resolve) => {
      child.on('error', (error) => resolve(error.message));
      child.on('close', (status, signal) => resolve(status ?? signal));
    });
    if (code === 0) return;
    rmSync(LOCK, { force: true });
    process.stderr.write(Buffer.concat(written));
    fail(`${shortly} failed (${code}).`);
  } finally {
    clearInterval(timer);
  }
}

function seconds(began) {
  return `${Math.round((Date.now() - began) / 1000)} s`;
}

function fail(reason) {
  console.error(`WaitLessQ cannot start. ${reason}`);
  process.exit(1);
}
