import type { Database } from '../models/database.ts';
import type { RedisClient } from '../realtime/open-redis.ts';
import { redisAnswers } from './connect-redis.ts';
import type { Checks } from './http/health.ts';
import { notAmong } from './migrate.ts';

/** What a node needs to serve. Each answers null, or why not. */
export function readinessChecks({
  database,
  redis,
  isStopping,
}: {
  database: Database;
  redis: RedisClient | null;
  isStopping: () => boolean;
}): Checks {
  return {
    node: async () => (isStopping() ? 'is stopping' : null),
    database: async () => {
      await database.directory({ name: 'alive', text: 'SELECT 1 AS alive', values: [] });
      return null;
    },
    migrations: async () => {
      const done = await database.directory<{ name: string }>({
        name: 'migrated',
        text: 'SELECT name FROM public.schema_migrations',
        values: [],
      });
      const [next] = await notAmong(done.map(({ name }) => name));
      return next === undefined ? null : `${next} is missing`;
    },
    ...(redis && { redis: async () => ((await redisAnswers(redis)) ? null : 'does not answer') }),
  };
}
