import pg from 'pg';
import type { Config } from '../config.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { StartFailure } from '../start-failure.ts';

/** For a command that needs no doors beside it. @throws StartFailure like `asAdmin` */
export async function withAdmin<T>(
  config: Config,
  say: (line: string) => void,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const prepared = await prepareDatabase(config, { say, share: true });
  try {
    return await asAdmin(prepared.adminUrl, work);
  } finally {
    await prepared.close();
  }
}

/**
 * A connection past row security, for what the service's own role cannot see: plans and the people of the platform.
 * @throws StartFailure where only the service's own role is known
 */
export async function asAdmin<T>(adminUrl: string | null, work: (client: pg.Client) => Promise<T>): Promise<T> {
  if (adminUrl === null)
    throw new StartFailure('This needs DATABASE_ADMIN_URL: the role of the service may not do it.');
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'waitlessq-operator' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
