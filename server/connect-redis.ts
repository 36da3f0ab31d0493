import { Redis } from 'ioredis';
import { StartFailure } from './start-failure.ts';

/** For one command that nobody waits long for: whoever asks has another answer when Redis is away. */
const IMPATIENT = { enableOfflineQueue: false, maxRetriesPerRequest: 1, connectTimeout: 5_000, commandTimeout: 1_000 };

/** @throws StartFailure when Redis cannot be reached now; later it may come and go */
export async function connectRedis(url: string): Promise<Redis> {
  let lastError: Error | null = null;
  let started = false;
  const redis = new Redis(url, {
    ...IMPATIENT,
    lazyConnect: true,
    retryStrategy: (attempts) => (started ? Math.min(attempts * 100, 2_000) : null),
  });
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  try {
    await redis.connect();
    started = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    const reason = (lastError ?? (error as Error)) as NodeJS.ErrnoException;
    throw new StartFailure(
      `REDIS_URL: Redis at ${new URL(url).host} cannot be used: ${reason.message || reason.code}.`,
      {
        cause: error,
      },
    );
  }
}
