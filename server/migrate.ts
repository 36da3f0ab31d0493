import { readdir } from 'node:fs/promises';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { Umzug, type UmzugStorage } from 'umzug';

type Sql = (text: string) => Promise<unknown>;
type Migration = { up: (sql: Sql) => Promise<void> };

/** The folder beside `server`: `*.ts` where TypeScript runs as it is, `*.js` in dist. */
const FOLDER = new URL('../migrations/', import.meta.url);
const FILE = /^(\d{8}-\d{4}-[a-z0-9-]+)\.(?:ts|js)$/;

/** Any number, the same in every version of the service: who holds it may migrate. */
const LOCK = 7_310_248_001;

const SILENT = new Logger(() => () => undefined);

/**
 * Brings a database to the present schema and lets the service's login use it. Several at once wait for each other.
 * @param adminUrl  a superuser, or a role that may create roles and bypasses row security
 * @param options.runtimeLogin  the login role of the service, made a member of `waitlessq_runtime`
 * @returns the names of the migrations that were applied, oldest first
 */
export async function migrate(
  adminUrl: string,
  { runtimeLogin, log = () => undefined }: { runtimeLogin?: string | undefined; log?: (line: string) => void } = {},
): Promise<string[]> {
  return withClient(adminUrl, async (client) => {
    // A migration may take longer than a request may.
    await client.query('SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0');
    await takeTurn(client, log);
    await client.query(`
      CREATE TABLE IF NOT EXISTS public.schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())
    `);
    // The tables of the job library, by its own migrations: ours say afterwards who may use them.
    await runMigrations({ connectionString: adminUrl, noHandleSignals: true, logger: SILENT });
    const umzug = new Umzug({
      migrations: (await namesInOrder()).map(({ name, file }) => ({
        name,
        up: async () => apply(client, name, file, log),
      })),
      context: {},
      storage: bookkeeping(client),
      logger: undefined,
    });
    const applied = await umzug.up();
    await client.query('GRANT SELECT ON public.schema_migrations TO waitlessq_runtime');
    if (runtimeLogin !== undefined) await admit(client, runtimeLogin);
    return applied.map(({ name }) => name);
  });
}

/** The migrations that this version of the service needs and the database has not had. Works as the service's own role, too. */
export async function pendingMigrations(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there`,
    );
    return notAmong(rows[0]?.there === true ? await executed(client) : []);
  });
}

/** The migrations that this version of the service needs besides those that are done. */
export async function notAmong(done: readonly string[]): Promise<string[]> {
  return (await namesInOrder()).map(({ name }) => name).filter((name) => !done.includes(name));
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'waitlessq-migrate' });
  // Without a listener a connection that breaks between two queries would end the process; the next query reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The lock is the session's: it ends with the connection, also when this process is killed. */
async function takeTurn(client: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [LOCK]);
  if (rows[0]?.mine === true) return;
  log('Another node is migrating the database; waiting for it.');
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
}

async function namesInOrder(): Promise<{ name: string; file: string }[]> {
  return (await readdir(FOLDER))
    .map((file) => ({ name: FILE.exec(file)?.[1], file }))
    .filter((one): one is { name: string; file: string } => one.name !== undefined)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The record is written in the migration's own transaction: one cannot be there without the other. */
async function apply(client: pg.Client, name: string, file: string, log: (line: string) => void): Promise<void> {
  const { up } = (await import(new URL(file, FOLDER).href)) as Migration; // every file of the folder is one
  await client.query('BEGIN');
  try {
    await up((text) => client.query(text));
    await client.query('INSERT INTO public.schema_migrations (name) VALUES ($1)', [name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  log(`Migrated ${name}`);
}

function bookkeeping(client: pg.Client): UmzugStorage {
  return {
    executed: () => executed(client),
    logMigration: async () => undefined,
    unlogMigration: async () => undefined,
  };
}

async function executed(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.schema_migrations ORDER BY name');
  return rows.map(({ name }) => name);
}

/** Roles belong to the whole server: granting again what is granted would only collide with another database's migration. */
async function admit(client: pg.Client, login: string): Promise<void> {
  const { rows } = await client.query<{ admitted: boolean; same: boolean }>(
    `SELECT rolname = current_user AS same,
            EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid AND roleid = 'waitlessq_runtime'::regrole) AS admitted
     FROM pg_roles WHERE rolname = $1`,
    [login],
  );
  const role = rows[0];
  if (!role) throw new Error(`the role ${login} of DATABASE_URL does not exist on the server`);
  if (role.same || role.admitted) return;
  await client.query(`GRANT waitlessq_runtime TO ${client.escapeIdentifier(login)}`);
}
