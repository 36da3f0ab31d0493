import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from '../support/database.ts';

/** Somebody else takes every connection that PostgreSQL has, also those that the nodes have held until now. */
export async function takeConnections({ appUrl, adminUrl }: Database): Promise<() => Promise<void>> {
  const taken = new Set<pg.Client>();
  const admin = new pg.Client(adminUrl);
  await admin.connect();

  /** @returns whether there was one left */
  async function takeOne(): Promise<boolean> {
    const client = new pg.Client({ connectionString: appUrl, application_name: 'somebody else' });
    client.on('error', () => taken.delete(client));
    try {
      await client.connect();
      taken.add(client);
      return true;
    } catch {
      return false;
    }
  }

  async function takeAll(): Promise<void> {
    while (await takeOne());
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'waitlessq' AND datname = current_database()`,
    );
    while (await takeOne());
  }

  let over = false;
  const taking = (async () => {
    while (!over) {
      await takeAll();
      await pause(100);
    }
  })();
  taking.catch(() => undefined);
  return async () => {
    over = true;
    await taking;
    await Promise.all([admin, ...taken].map((client) => client.end()));
  };
}
