import { connectFirst, openRedis, redisComplaint, redisHosts, type RedisClient } from '../realtime/open-redis.ts';
import { StartFailure } from './start-failure.ts';

/** For one command that nobody waits long for: whoever asks has another answer when Redis is away. */
const IMPATIENT = { waits: false, connectTimeout: 5_000, commandTimeout: 1_000 };
const START_MS = 5_000;

/** @throws StartFailure when Redis cannot be reached now; later it may come and go */
export async function connectRedis(addresses: string): Promise<RedisClient> {
  let lastError: Error | null = null;
  const redis = openRedis(addresses, {
    ...IMPATIENT,
    retryStrategy: (attempts) => Math.min(attempts * 100, 2_000),
  });
  redis.on('error', (error: Error) => {
    lastError = error;
  });
  const refuse = (reason: string, cause?: unknown): never => {
    redis.disconnect();
    throw new StartFailure(`REDIS_URL: Redis at ${redisHosts(addresses)} cannot be used: ${reason}.`, { cause });
  };
  try {
    await connectFirst(redis, START_MS);
  } catch (error) {
    return refuse(redisComplaint(lastError ?? (error as Error)), error);
  }
  if (!redis.isCluster && (await redis.info('cluster')).includes('cluster_enabled:1'))
    return refuse('it is one of a cluster: name several of its members, with commas between');
  return redis;
}

/** Whether somebody answers. Of a cluster, anybody: the others take over from a member that is gone. */
export async function redisAnswers(redis: RedisClient): Promise<boolean> {
  if (!('nodes' in redis)) return (await redis.ping()) === 'PONG';
  return Promise.any(redis.nodes('master').map(async (member) => (await member.ping()) === 'PONG'));
}
