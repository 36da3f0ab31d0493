import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { postgresAccount } from '../../server/embedded/postgres-account.ts';
import { eventually } from './eventually.ts';
import { findProgram } from './find-program.ts';
import { freePort } from './free-port.ts';

export interface PgBouncer {
  /** The same database and the same role, through the pooler; says whether that knows prepared statements. */
  url: string;
  /** What it has written. */
  logs(): string;
  stop(): Promise<void>;
}

/** A pooler in transaction mode before one database: every transaction may run on another of its few connections. */
export async function startPgBouncer(databaseUrl: string, { poolSize }: { poolSize: number }): Promise<PgBouncer> {
  const program = findProgram('pgbouncer');
  if (program === undefined) throw new Error('pgbouncer is missing: npm test says how to get it');
  const folder = mkdtempSync(join(tmpdir(), 'waitlessq-pgbouncer-'));
  // Started by root, it runs as another user, who has to get there.
  chmodSync(folder, 0o755);
  const account = await postgresAccount(folder, console.error);
  const port = await freePort();
  const url = new URL(databaseUrl);
  const prepares = knowsPreparedStatements(program);
  const configuration = join(folder, 'pgbouncer.ini');
  const users = join(folder, 'users.txt');
  writeFileSync(users, `"${url.username}" "${decodeURIComponent(url.password)}"\n`);
  writeFileSync(
    configuration,
    [
      '[databases]',
      `* = host=${url.hostname} port=${url.port}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = plain',
      `auth_file = ${users}`,
      'pool_mode = transaction',
      `default_pool_size = ${poolSize}`,
      ...(prepares ? ['max_prepared_statements = 200'] : []),
    ].join('\n'),
  );
  for (const file of [users, configuration]) {
    if (account.uid !== undefined && account.gid !== undefined) chownSync(file, account.uid, account.gid);
    chmodSync(file, 0o600);
  }
  const child = spawn(program, [configuration], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], ...account });
  const written: string[] = [];
  child.stdout.on('data', (chunk) => written.push(String(chunk)));
  child.stderr.on('data', (chunk) => written.push(String(chunk)));
  url.port = String(port);
  if (!prepares) url.searchParams.set('prepare', 'false');
  const end = async () => {
    await ended(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await eventually(() => answers(url.href));
  } catch (error) {
    await end();
    throw new Error(`PgBouncer did not start: ${written.join('')}`, { cause: error });
  }
  return { url: url.href, logs: () => written.join(''), stop: end };
}

/** Since 1.21. Debian 12 has 1.18, for which the service has to do without. */
function knowsPreparedStatements(program: string): boolean {
  const [, major = '', minor = ''] =
    /PgBouncer (\d+)\.(\d+)/.exec(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout) ?? [];
  return Number(major) > 1 || Number(minor) >= 21;
}

async function answers(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  // At once: its clients are ours, and have gone or are going.
  child.kill('SIGTERM');
  child.kill('SIGQUIT');
  await gone;
}
