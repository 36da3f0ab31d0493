import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Account, postgresAccount } from '../../server/embedded/postgres-account.ts';
import { type Programs, postgresPrograms } from '../../server/embedded/postgres-programs.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { openSmallDisk, type SmallDisk } from './small-disk.ts';

export interface Postgres {
  /** As superuser, to the database `postgres`. */
  url: string;
  readonly pid: number;
  /** Also false when it has given up by itself. */
  readonly isRunning: boolean;
  /** Where it keeps everything; null unless a small one was asked for and may be made here. */
  disk: SmallDisk | null;
  /** Dies at once with everybody who works for it, as in a crash of the machine. Its files and its port stay. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Hangs: connections stay open and nobody answers. */
  pause(): void;
  resume(): void;
  /** Keeps what is stored at this moment, as a replica has it that hears of nothing more. */
  copy(): Promise<void>;
  /**
   * It dies, and the copy takes its place at the same address without what came since.
   * @param lost  looks at what is lost, @param promoted  does what has to be done before anybody is let in; both at addresses of their own
   */
  failOver(steps: Record<'lost' | 'promoted', (url: string) => Promise<void>>): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The PostgreSQL that the service brings with it, in a folder that goes with it.
 * @param durable  wait for the disk at every commit, as the service does; tests throw everything away and need not
 * @param megabytes  of a disk of its own, which can be filled
 */
export async function startPostgres({
  durable = false,
  megabytes,
  settings = {},
}: {
  durable?: boolean;
  megabytes?: number;
  settings?: Record<string, string | number>;
} = {}): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-postgres-'));
  // Started by root, the server runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  const cluster = join(folder, 'data');
  const kept = join(folder, 'copy');
  mkdirSync(cluster);
  const disk = megabytes === undefined ? null : openSmallDisk(cluster, megabytes);
  const account = await postgresAccount(cluster, console.error);
  const programs = await postgresPrograms(account);
  const password = randomBytes(12).toString('hex');
  initialise(cluster, password, programs, account);

  const port = await freePort();
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  const log = openSync(`${cluster}.log`, 'w');
  let server: ChildProcess;

  const startAt = async (address: string) => {
    const words = ['-D', cluster, '-p', new URL(address).port, ...configured(durable, settings)];
    server = spawn(programs.postgres, words, { cwd: folder, stdio: ['ignore', log, log], ...account });
    try {
      await eventually(() => answers(address, server), { within: 30_000 });
    } catch (error) {
      server.kill('SIGKILL');
      throw new Error(`PostgreSQL did not start: ${readFileSync(`${cluster}.log`, 'utf8')}`, { cause: error });
    }
  };
  const start = () => startAt(url);
  const isRunning = () => server.exitCode === null && server.signalCode === null;
  const pause = () => {
    // The parent first: it could have another child meanwhile.
    if (server.pid !== undefined) sendSignal(server.pid, 'SIGSTOP');
    for (const pid of family(server)) sendSignal(pid, 'SIGSTOP');
  };
  const resume = () => {
    for (const pid of family(server)) sendSignal(pid, 'SIGCONT');
  };
  const kill = async () => {
    if (!isRunning()) return;
    const gone = once(server, 'exit');
    const everybody = family(server);
    // The parent first: it would see to the others.
    for (const pid of everybody) sendSignal(pid, 'SIGKILL');
    await gone;
    // A new server is refused while one of the old ones holds the memory.
    await eventually(() => {
      if (everybody.some(isAlive)) throw new Error('somebody still works for the old server');
    });
  };
  const shutDown = async () => {
    if (!isRunning()) return;
    const gone = once(server, 'exit');
    // Fast shutdown: ends the sessions that tests forgot.
    server.kill('SIGINT');
    await gone;
  };
  const elsewhere = async (work: (address: string) => Promise<void>) => {
    const address = new URL(url);
    address.port = String(await freePort());
    await startAt(address.href);
    await work(address.href);
    await shutDown();
  };

  await start();
  return {
    url,
    disk,
    get pid() {
      // A server that answers has an id.
      return server.pid as number;
    },
    get isRunning() {
      return isRunning();
    },
    start,
    pause,
    resume,
    kill,
    async copy() {
      pause();
      try {
        await run('cp', ['-a', cluster, kept]);
      } finally {
        resume();
      }
    },
    async failOver({ lost, promoted }) {
      await kill();
      await elsewhere(lost);
      // The folder itself may be a disk of its own.
      for (const name of readdirSync(cluster)) rmSync(join(cluster, name), { recursive: true });
      await run('cp', ['-a', `${kept}/.`, cluster]);
      rmSync(kept, { recursive: true });
      await elsewhere(promoted);
      await start();
    },
    async stop() {
      await shutDown();
      disk?.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const run = promisify(execFile);

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

function configured(durable: boolean, settings: Record<string, string | number>): string[] {
  return Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 300,
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function initialise(cluster: string, password: string, { initdb }: Programs, account: Account): void {
  const passwordFile = `${cluster}.password`;
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
