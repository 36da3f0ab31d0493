import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Account, postgresAccount } from '../../server/embedded/postgres-account.ts';
import { type Programs, postgresPrograms } from '../../server/embedded/postgres-programs.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

export interface Postgres {
  /** As superuser, to the database `postgres`. */
  url: string;
  readonly pid: number;
  /** Dies at once with everybody who works for it, as in a crash of the machine. Its files and its port stay. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Hangs: connections stay open and nobody answers. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/**
 * The PostgreSQL that the service brings with it, in a folder that goes with it.
 * @param durable  wait for the disk at every commit, as the service does; tests throw everything away and need not
 */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-postgres-'));
  // Started by root, the server runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  const cluster = join(folder, 'data');
  const account = await postgresAccount(cluster, console.error);
  const programs = await postgresPrograms(account);
  const password = randomBytes(12).toString('hex');
  initialise(cluster, password, programs, account);

  const port = await freePort();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const log = openSync(`${cluster}.log`, 'w');
  let server: ChildProcess;

  const start = async () => {
    server = spawn(programs.postgres, ['-D', cluster, '-p', String(port), ...settings(durable)], {
      cwd: folder,
      stdio: ['ignore', log, log],
      ...account,
    });
    try {
      await eventually(() => answers(url, server), { within: 30_000 });
    } catch (error) {
      server.kill('SIGKILL');
      throw new Error(`PostgreSQL did not start: ${readFileSync(`${cluster}.log`, 'utf8')}`, { cause: error });
    }
  };
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of family(server)) sendSignal(pid, signal);
  };

  await start();
  return {
    url,
    get pid() {
      // A server that answers has an id.
      return server.pid as number;
    },
    start,
    pause: () => signalAll('SIGSTOP'),
    resume: () => signalAll('SIGCONT'),
    kill: async () => {
      const gone = once(server, 'exit');
      const everybody = family(server);
      // The parent first: it would see to the others.
      for (const pid of everybody) sendSignal(pid, 'SIGKILL');
      await gone;
      // A new server is refused while one of the old ones holds the memory.
      await eventually(() => {
        if (everybody.some(isAlive)) throw new Error('somebody still works for the old server');
      });
    },
    stop: async () => {
      const gone = once(server, 'exit');
      // Fast shutdown: ends the sessions that tests forgot.
      server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A server and all who work for it; they have process groups of their own. */
function family({ pid }: ChildProcess): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = stdout.split('\n').map((row) => row.trim().split(/\s+/).map(Number));
  // A server that answers has an id.
  return [pid as number, ...rows.filter(([, parent]) => parent === pid).map(([child]) => child as number)];
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function settings(durable: boolean): string[] {
  return Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function initialise(cluster: string, password: string, { initdb }: Programs, account: Account): void {
  const passwordFile = `${cluster}.password`;
  mkdirSync(cluster);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined) {
    chownSync(cluster, account.uid, account.gid);
    chownSync(passwordFile, account.uid, account.gid);
  }
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const made = spawnSync(initdb, ['-D', cluster, '--no-sync', ...access, ...locale], {
    cwd: cluster,
    encoding: 'utf8',
    ...account,
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`, { cause: made.error });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode}`);
  const client = new pg.Client(url);
  await client.connect();
  await client.end();
}
