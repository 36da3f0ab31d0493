import pg from 'pg';
import { migrate } from '../../server/migrate.ts';
import { APP_PASSWORD, APP_ROLE, TEMPLATE, urlTo } from './database-names.ts';

/** Migrates one database; the databases of the test files are copies of it. */
export async function prepareTemplate(postgresUrl: string): Promise<void> {
  const client = new pg.Client(postgresUrl);
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${TEMPLATE}`);
    // The limits that the service's login has everywhere.
    await client.query(`
      CREATE ROLE ${APP_ROLE} LOGIN PASSWORD '${APP_PASSWORD}';
      ALTER ROLE ${APP_ROLE} SET statement_timeout = '5s';
      ALTER ROLE ${APP_ROLE} SET lock_timeout = '2s';
      ALTER ROLE ${APP_ROLE} SET idle_in_transaction_session_timeout = '5s';
    `);
    await migrate(urlTo(postgresUrl, TEMPLATE), { runtimeLogin: APP_ROLE });
  } finally {
    await client.end();
  }
}
