import { access } from 'node:fs/promises';
import { platform } from 'node:os';
import pg from 'pg';
import { StartFailure } from '../start-failure.ts';
import { type Account, canReach } from './postgres-account.ts';

export const MAJOR = '18';
export const ADMIN = 'waitlessq_admin';

/** The folder in which PostgreSQL keeps its files, where it writes what it has to say, and its superuser's password. */
export type Cluster = { path: string; log: string; password: string };

export function urlOf(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

export async function connect(cluster: Cluster, port: number, database = 'postgres'): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: urlOf(ADMIN, cluster.password, port, database),
    connectionTimeoutMillis: 5_000,
    application_name: 'waitlessq-keeper',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

export async function isMissing(path: string): Promise<boolean> {
  return access(path).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Started inside its folder, PostgreSQL finds it through /proc even below folders that it may not enter. */
export function pathFor(account: Account, path: string): string {
  if (account.uid === undefined || canReach(account, path)) return path;
  if (platform() === 'linux') return '/proc/self/cwd';
  throw new StartFailure(
    `Started by root, PostgreSQL runs as another user, who cannot enter ${path}: set DATA_DIR, or start as a normal user.`,
  );
}

/** Nothing of ours: a database's programs need no settings of the service. English, so that the log can be read for reasons. */
export function environment(): NodeJS.ProcessEnv {
  return { LC_ALL: 'C', TZ: 'UTC' };
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
