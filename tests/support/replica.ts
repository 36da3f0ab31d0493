import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresAccount } from '../../server/embedded/postgres-account.ts';
import { postgresPrograms } from '../../server/embedded/postgres-programs.ts';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

export type PostgresReplica = {
  /** The same database and the same role, there. */
  at(primaryUrl: string): string;
  /** Falls behind: what the primary sends is kept and not shown. */
  holdBack(): Promise<void>;
  goOn(): Promise<void>;
  /** Has everything that is committed at this moment. */
  catchesUp(): Promise<void>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Hangs: connections stay open and nobody answers. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
};

/**
 * A hot standby of a primary on this machine, started from a copy of its files; the package that brings PostgreSQL for the tests has
 * no pg_basebackup.
 * @param primaryUrl  as superuser
 */
export async function startReplica(primaryUrl: string): Promise<PostgresReplica> {
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-replica-'));
  // Started by root, the server runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  const cluster = join(folder, 'data');
  const account = await postgresAccount(folder, console.error);
  const { postgres } = await postgresPrograms(account);
  await copyFiles(primaryUrl, cluster);
  const port = await freePort();
  const at = (url: string) => Object.assign(new URL(url), { port: String(port) }).href;
  const { hostname, port: primaryPort, username, password } = new URL(primaryUrl);
  const settings = Object.entries({
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Not fewer than the primary's, or it would not start.
    max_connections: 300,
    timezone: 'UTC',
    fsync: 'off',
    hot_standby_feedback: 'on',
    primary_conninfo: `host=${hostname} port=${primaryPort} user=${username} password=${password}`,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(`${cluster}.log`, 'w');
  let server: ChildProcess;

  async function start(): Promise<void> {
    server = spawn(postgres, ['-D', cluster, '-p', String(port), ...settings], {
      cwd: folder,
      stdio: ['ignore', log, log],
      ...account,
    });
    await eventually(() => ask(at(primaryUrl), 'SELECT 1'), { within: 30_000 }).catch((error: unknown) => {
      server.kill('SIGKILL');
      throw new Error(`the replica did not start: ${readFileSync(`${cluster}.log`, 'utf8')}`, { cause: error });
    });
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    signalAll('SIGCONT');
    if (signal === 'SIGKILL') signalAll(signal);
    else server.kill(signal);
    await gone;
  }

  function signalAll(signal: NodeJS.Signals): void {
    const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
    const children = stdout
      .split('\n')
      .map((row) => row.trim().split(/\s+/).map(Number))
      .filter(([, parent]) => parent === server.pid);
    server.kill(signal);
    for (const [pid] of children) {
      try {
        if (pid !== undefined) process.kill(pid, signal);
      } catch {
        // Gone in the meantime.
      }
    }
  }

  await start();
  return {
    at,
    start,
    holdBack: async () => void (await ask(at(primaryUrl), 'SELECT pg_wal_replay_pause()')),
    goOn: async () => void (await ask(at(primaryUrl), 'SELECT pg_wal_replay_resume()')),
    async catchesUp() {
      const [written] = await ask(primaryUrl, 'SELECT pg_current_wal_flush_lsn() AS lsn');
      await eventually(async () => {
        const [state] = await ask(
          at(primaryUrl),
          `SELECT pg_last_wal_replay_lsn() >= '${String(written?.['lsn'])}' AS reached`,
        );
        if (state?.['reached'] !== true) throw new Error('the replica is behind');
      });
    },
    kill: () => end('SIGKILL'),
    pause: () => signalAll('SIGSTOP'),
    resume: () => signalAll('SIGCONT'),
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** As PostgreSQL's manual says of backups by hand: files that change meanwhile are put right by the journal. */
async function copyFiles(primaryUrl: string, to: string): Promise<void> {
  const client = new pg.Client(primaryUrl);
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    await client.query(`SELECT pg_backup_start('replica', fast => true)`);
    // Complains of files that went away meanwhile, which is as it should be.
    spawnSync('cp', ['-a', rows[0]?.data_directory ?? '', to]);
    const { rows: ended } = await client.query<{ labelfile: string }>(
      'SELECT labelfile FROM pg_backup_stop(wait_for_archive => false)',
    );
    for (const own of ['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot'])
      rmSync(join(to, own), { recursive: true, force: true });
    for (const empty of ['pg_wal', 'pg_wal/archive_status', 'pg_replslot']) mkdirSync(join(to, empty), { mode: 0o700 });
    writeFileSync(join(to, 'backup_label'), ended[0]?.labelfile ?? '');
    writeFileSync(join(to, 'standby.signal'), '');
    // Everything is the primary's user's.
    spawnSync('chown', ['-R', `--reference=${join(to, 'PG_VERSION')}`, to]);
  } finally {
    await client.end();
  }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
