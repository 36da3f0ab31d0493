import pg from 'pg';
import type { Config } from './config.ts';
import { openDataFolder } from './embedded/data-folder.ts';
import { startEmbeddedPostgres } from './embedded/postgres.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { requireModestRole } from './require-modest-role.ts';
import { StartFailure } from './start-failure.ts';

export type PreparedDatabase = {
  /** As the service. */
  url: string;
  /** As whoever may migrate; null where nobody has said. */
  adminUrl: string | null;
  secretKey: string;
  /** The folder of the embedded database; null when the database is somebody else's to run. */
  dataFolder: string | null;
  /** Settles when the embedded database ends by itself. */
  died: Promise<void>;
  close(): Promise<void>;
};

type Options = { say: (line: string) => void; share?: boolean };

/**
 * A database with the present schema, which the service reaches as a role that cannot look across organizations.
 * @throws StartFailure
 */
export async function prepareDatabase(config: Config, { say, share = false }: Options): Promise<PreparedDatabase> {
  const { databaseUrl, databaseAdminUrl, secretKey } = config;
  if (databaseUrl === undefined) return embedded(config, { say, share });
  await requireConnection('DATABASE_URL', databaseUrl);
  if (databaseAdminUrl !== undefined) {
    await requireConnection('DATABASE_ADMIN_URL', databaseAdminUrl);
    await migrateOrExplain(databaseAdminUrl, databaseUrl, say);
  }
  await requireModestRole(databaseUrl);
  await requireMigrated(databaseUrl);
  return {
    url: databaseUrl,
    adminUrl: databaseAdminUrl ?? null,
    secretKey: required(secretKey),
    dataFolder: null,
    died: new Promise(() => undefined),
    close: async () => undefined,
  };
}

async function embedded(config: Config, { say, share = false }: Options): Promise<PreparedDatabase> {
  const dataFolder = await openDataFolder(config.dataDir);
  const postgres = await startEmbeddedPostgres(dataFolder, say, { share });
  try {
    await migrateOrExplain(postgres.adminUrl, postgres.url, say);
    await requireModestRole(postgres.url);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  const { url, adminUrl, died, stop } = postgres;
  return { url, adminUrl, secretKey: config.secretKey ?? postgres.secretKey, dataFolder, died, close: stop };
}

/** The settings ask for it wherever the database is not embedded. */
function required(secretKey: string | undefined): string {
  if (secretKey === undefined) throw new StartFailure('SECRET_KEY is required with DATABASE_URL.');
  return secretKey;
}

async function migrateOrExplain(adminUrl: string, url: string, say: (line: string) => void): Promise<void> {
  try {
    await migrate(adminUrl, { runtimeLogin: decodeURIComponent(new URL(url).username), log: say });
  } catch (error) {
    throw new StartFailure(`The database could not be migrated: ${(error as Error).message}.`, { cause: error });
  }
}

async function requireMigrated(url: string): Promise<void> {
  const pending = await pendingMigrations(url).catch((error: unknown) => {
    throw new StartFailure(
      'The role of DATABASE_URL may not use the tables yet: run `npm run migrate` with DATABASE_ADMIN_URL.',
      { cause: error },
    );
  });
  if (pending.length === 0) return;
  throw new StartFailure(
    `The database lacks ${pending.length === 1 ? 'a migration' : `${pending.length} migrations`} (${pending[0]} is next): run \`npm run migrate\` with DATABASE_ADMIN_URL.`,
  );
}

/** @throws StartFailure that says what is wrong without the password */
async function requireConnection(name: string, url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    await client.end().catch(() => undefined);
    const { host, pathname } = new URL(url);
    throw new StartFailure(`${name}: PostgreSQL at ${host}${pathname} cannot be used: ${reason(error)}.`, {
      cause: error,
    });
  }
}

/** Where a name has several addresses, Node collects an error for each and says nothing itself. */
function reason(error: unknown): string {
  if (error instanceof AggregateError) return reason(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
