import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { APP_PASSWORD, APP_ROLE, TEMPLATE, urlTo } from './database-names.ts';

export interface Database {
  /** As superuser, who may look behind row security: for migrating and for checking what was stored. */
  adminUrl: string;
  /** As the service: owns nothing, bypasses nothing. */
  appUrl: string;
  close(): Promise<void>;
}

/** A migrated, empty database of one's own; one per test file, opened in `beforeAll`, closed in `afterAll`. */
export async function openDatabase(server = process.env['TEST_POSTGRES_URL']): Promise<Database> {
  if (!server) throw new Error('no PostgreSQL here: name the file *.live.test.ts or *.browser.test.ts');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  // A copy keeps everything but the rights on the database itself.
  await asAdmin(server, `REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  return {
    adminUrl: urlTo(server, name),
    appUrl: urlTo(server, name, { name: APP_ROLE, password: APP_PASSWORD }),
    close: () => asAdmin(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function asAdmin(serverUrl: string, sql: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
