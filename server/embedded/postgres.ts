import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { StartFailure } from '../start-failure.ts';
import { ADMIN, type Cluster, connect, isMissing, urlOf } from './cluster.ts';
import { makeCluster, refuseOtherVersions } from './make-cluster.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { keepSecrets, keptSecrets } from './secrets.ts';
import { alreadyRunning, launch, type Server } from './server-process.ts';

const SERVICE = 'waitlessq';
const DATABASE = 'waitlessq';
/** Held by the node that uses the folder, for as long as it runs. */
const FOLDER_LOCK = 7_310_248_002;

export type EmbeddedPostgres = {
  /** As superuser: for migrations. */
  adminUrl: string;
  /** As the service, which owns nothing. */
  url: string;
  secretKey: string;
  /** Settles when the database ends without having been asked to. */
  died: Promise<void>;
  stop(): Promise<void>;
};

/**
 * PostgreSQL of the service's own in `folder`, made at the first start. Listens on loopback only and ends with this process,
 * however that ends.
 * @param options.share  for the operator's commands: a database that a node is running now is used, and left running
 * @throws StartFailure when the folder is another node's, or the database does not come up
 */
export async function startEmbeddedPostgres(
  folder: string,
  say: (line: string) => void = () => undefined,
  { share = false }: { share?: boolean } = {},
): Promise<EmbeddedPostgres> {
  const secrets = await keptSecrets(folder);
  const cluster: Cluster = {
    path: join(folder, 'postgres'),
    log: join(folder, 'postgres.log'),
    password: secrets.admin_password,
  };
  const account = await postgresAccount(cluster.path, say);
  const programs = await postgresPrograms(account);
  if (await isMissing(cluster.path)) await makeCluster(folder, cluster, programs, account, say);
  await refuseOtherVersions(cluster);

  const server = (await alreadyRunning(cluster, say)) ?? (await launch(cluster, programs, account, secrets.port, say));
  try {
    if (server.port !== secrets.port) await keepSecrets(folder, { ...secrets, port: server.port });
    const keeper = await takeFolder(cluster, server);
    if (keeper === null && !share) throw new FolderInUse(folder);
    if (keeper !== null) server.guard();
    await prepareService(cluster, server.port, secrets.service_password);
    return {
      adminUrl: urlOf(ADMIN, secrets.admin_password, server.port, DATABASE),
      url: urlOf(SERVICE, secrets.service_password, server.port, DATABASE),
      secretKey: secrets.secret_key,
      died: server.ended,
      stop: async () => {
        if (keeper === null) return server.letGo();
        await keeper.end().catch(() => undefined);
        await server.stop();
      },
    };
  } catch (error) {
    if (error instanceof FolderInUse) server.letGo();
    else await server.stop();
    throw error;
  }
}

class FolderInUse extends StartFailure {
  constructor(folder: string) {
    super(`Another WaitLessQ is running with DATA_DIR ${folder}: stop it first, or set another DATA_DIR.`);
  }
}

/**
 * The folder is in use while a session holds the lock. The node that launched the database goes first: who found it running
 * waits a moment before believing that nobody needs it.
 * @returns the session with the lock, or null when another node has it
 */
async function takeFolder(cluster: Cluster, server: Server): Promise<pg.Client | null> {
  const client = await connect(cluster, server.port);
  for (let look = 0; server.found && look < 20; look += 1) {
    if (await isTaken(client)) break;
    await sleep(100);
  }
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [FOLDER_LOCK]);
  if (rows[0]?.mine === true) return client;
  await client.end();
  return null;
}

async function isTaken(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint << 32 | objid::bigint = $1`,
    [FOLDER_LOCK],
  );
  return rows.length > 0;
}

async function prepareService(cluster: Cluster, port: number, password: string): Promise<void> {
  const client = await connect(cluster, port);
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
              EXISTS (SELECT FROM pg_database WHERE datname = $2) AS database`,
      [SERVICE, DATABASE],
    );
    if (!rows[0]?.role) {
      await client.query(`
        CREATE ROLE ${SERVICE} LOGIN NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)};
        ALTER ROLE ${SERVICE} SET statement_timeout = '5s';
        ALTER ROLE ${SERVICE} SET lock_timeout = '2s';
        ALTER ROLE ${SERVICE} SET idle_in_transaction_session_timeout = '5s';
      `);
    }
    if (!rows[0]?.database) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}
