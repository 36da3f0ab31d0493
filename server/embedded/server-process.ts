import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartFailure } from '../start-failure.ts';
import { type Cluster, connect, environment, isAlive, lastLine, pathFor } from './cluster.ts';
import type { Account } from './postgres-account.ts';
import type { Programs } from './postgres-programs.ts';

/** PostgreSQL at work: a process that accepts connections. */
export type Server = {
  port: number;
  /** Found running: whose it is has to be found out. */
  found: boolean;
  ended: Promise<void>;
  /** From now on it ends with this process. */
  guard(): void;
  /** It is somebody else's: no longer waited for. */
  letGo(): void;
  stop(): Promise<void>;
};

/** A database that outlived its node: both were killed, or it is another node's, which `takeFolder` finds out. */
export async function alreadyRunning(cluster: Cluster, say: (line: string) => void): Promise<Server | null> {
  const file = join(cluster.path, 'postmaster.pid');
  const [pid, , , port] = (await readFile(file, 'utf8').catch(() => '')).split('\n').map(Number);
  if (!pid || !isAlive(pid)) return null;
  if (!(await isPostgres(pid))) {
    // After a crash another program may have got the number, and PostgreSQL would believe that it is still running.
    await rm(file, { force: true });
    return null;
  }
  if (!port) return null;
  const answers = await answering(cluster, port, () => !isAlive(pid), say);
  if (!answers) return null;
  const leaving = new AbortController();
  return serverOf({ pid, port, found: true, letGo: () => leaving.abort() }, untilGone(pid, leaving.signal));
}

async function isPostgres(pid: number): Promise<boolean> {
  if (platform() !== 'linux') return true;
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  return name.trim() === 'postgres';
}

/** Never settles for one that was let go. */
async function untilGone(pid: number, leaving: AbortSignal): Promise<void> {
  while (isAlive(pid)) await sleep(100, undefined, { signal: leaving }).catch(() => new Promise(() => undefined));
}

export async function launch(
  cluster: Cluster,
  programs: Programs,
  account: Account,
  lastPort: number | null,
  say: (line: string) => void,
): Promise<Server> {
  for (const wanted of [lastPort ?? 0, 0, 0]) {
    const port = await freePort(wanted);
    const child = spawnPostgres(cluster, programs, account, port);
    let gone = child.pid === undefined;
    const ended = once(child, 'exit').then(
      () => void (gone = true),
      () => void (gone = true),
    );
    if (child.pid !== undefined) {
      const server = serverOf({ pid: child.pid, port, found: false, letGo: () => undefined }, ended);
      server.guard();
      if (await answering(cluster, port, () => gone, say)) return server;
    }
    const said = await readFile(cluster.log, 'utf8').catch(() => '');
    if (said.includes('lock file "postmaster.pid" already exists')) {
      const running = await alreadyRunning(cluster, say);
      if (running) return running;
    } else if (!said.includes('Address already in use')) {
      throw new StartFailure(`The embedded database did not start: ${reason(said)} (more in ${cluster.log}).`);
    }
  }
  throw new StartFailure(`The embedded database found no port to listen on (more in ${cluster.log}).`);
}

/** In a group of its own: Ctrl-C in the terminal reaches the node alone, which stops its database last. */
function spawnPostgres(cluster: Cluster, { postgres }: Programs, account: Account, port: number): ChildProcess {
  const log = openSync(cluster.log, 'w', 0o600);
  try {
    const settings = Object.entries({
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port,
      max_connections: 60,
      timezone: 'UTC',
      log_timezone: 'UTC',
    });
    const child = spawn(
      postgres,
      ['-D', pathFor(account, cluster.path), ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { cwd: cluster.path, env: environment(), detached: true, stdio: ['ignore', log, log], ...account },
    );
    return child;
  } finally {
    closeSync(log);
  }
}

/** The wanted port, or any where that is taken. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer();
  try {
    server.listen(wanted, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port; // of a server that listens on TCP
  } catch (error) {
    if (wanted === 0) throw error;
    return await freePort(0);
  } finally {
    server.close();
  }
}

/** Waits until the database accepts our password; false when it has ended instead. */
async function answering(
  cluster: Cluster,
  port: number,
  hasEnded: () => boolean,
  say: (line: string) => void,
): Promise<boolean> {
  const began = Date.now();
  let patient = false;
  for (;;) {
    try {
      await (await connect(cluster, port)).end();
      return true;
    } catch (error) {
      if (hasEnded()) return false;
      const waited = Date.now() - began;
      if (waited > 300_000 || (error as { code?: string }).code === '28P01') {
        throw new StartFailure(`The embedded database does not answer (more in ${cluster.log}).`, { cause: error });
      }
      if (waited > 3_000 && !patient) {
        patient = true;
        say('Waiting for the database: it may be recovering from a crash');
      }
      await sleep(25);
    }
  }
}

function serverOf(
  { pid, port, found, letGo }: { pid: number; port: number; found: boolean; letGo: () => void },
  ended: Promise<void>,
): Server {
  let watchman: ChildProcess | undefined;
  let stopping = false;
  return {
    port,
    found,
    ended: ended.then(() => (stopping ? new Promise<void>(() => undefined) : undefined)),
    guard: () => {
      watchman ??= stopWhenWeEnd(pid);
    },
    letGo,
    stop: async () => {
      stopping = true;
      signal(pid, 'SIGINT');
      const quickly = await Promise.race([ended.then(() => true), sleep(15_000, false, { ref: false })]);
      if (!quickly) {
        signal(pid, 'SIGQUIT');
        await ended;
      }
      watchman?.kill('SIGKILL');
    },
  };
}

/** A watchman at the other end of a pipe: it breaks when this process ends, even by SIGKILL. */
function stopWhenWeEnd(pid: number): ChildProcess {
  const watchman = spawn('sh', ['-c', 'read -r _; kill -INT "$1" 2>/dev/null', 'watchman', String(pid)], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchman.on('error', () => undefined);
  watchman.unref();
  return watchman;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

function reason(log: string): string {
  const fatal = log.split('\n').findLast((line) => /FATAL|PANIC|ERROR|error/.test(line));
  return (fatal ?? lastLine(log)).replace(/^.*?(?:FATAL|PANIC|ERROR): +/, '') || 'it said nothing';
}
