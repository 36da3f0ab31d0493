import pg from 'pg';

/**
 * Runs `work` while a session of its own holds a lock that only one process can hold: it ends with the session, however that
 * ends. `holds` tells whether it still does.
 * @returns null when another process has it and nobody wanted to wait
 */
export async function withLock<T>(
  { url, lock, wait }: { url: string; lock: number; wait: boolean },
  work: (holds: () => boolean) => Promise<T>,
): Promise<T | null> {
  const client = new pg.Client({ connectionString: url, application_name: 'waitlessq-demo', keepAlive: true });
  let connected = true;
  const lost = () => {
    connected = false;
  };
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  try {
    if (wait) {
      await client.query('SET statement_timeout = 0; SET lock_timeout = 0');
      await client.query('SELECT pg_advisory_lock($1)', [lock]);
    } else {
      const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1) AS mine', [lock]);
      if (rows[0]?.mine !== true) return null;
    }
    return await work(() => connected);
  } finally {
    await client.end().catch(() => undefined);
  }
}
