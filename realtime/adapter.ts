import { createShardedAdapter } from '@socket.io/redis-adapter';
import { Redis } from 'ioredis';
import { Adapter } from 'socket.io-adapter';
import type { Limits } from './limits.ts';
import type { Log } from './ports.ts';
import { repeat } from './repeat.ts';
import type { LiveNamespace } from './typed-socket.ts';

/**
 * The one namespace that goes through Redis. Not each organization's own: a node that writes for an organization nobody
 * listens to here has no such namespace, and must not make one up. Two subscriptions per node instead of two per
 * organization, and nothing that a socket hears depends on Redis.
 */
export const NODES = '/nodes';

export type RedisLink = {
  /** Constructor in Socket.IO's sense: the nodes' namespace goes through Redis, every other one stays in memory. */
  Adapter: (namespace: LiveNamespace) => Adapter;
  /** False while Redis is away or does not answer. Nothing but other nodes' speed depends on it. */
  readonly isReady: boolean;
  close(): void;
};

/**
 * Connects this node with the others. Redis may die or hang afterwards: changes then arrive by the head check.
 * @throws Error with one clear sentence when Redis cannot be reached now, or is older than 7.
 */
export async function linkRedis(url: string, { limits, log }: { limits: Limits; log: Log }): Promise<RedisLink> {
  const common = {
    lazyConnect: true,
    keepAlive: limits.redisKeepAlive,
    connectTimeout: limits.redisStart,
    retryStrategy: (attempts: number) => Math.min(attempts * 50, limits.redisRetry),
  };
  const publisher = new Redis(url, {
    ...common,
    // A change that cannot be sent now is of no use later: by then the head check has delivered it.
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: limits.redisCommand,
    socketTimeout: limits.redisSilence,
  });
  // Subscriptions are made again below, where their failure is caught: ioredis leaves its own to end the process.
  const subscriber = new Redis(url, { ...common, maxRetriesPerRequest: null, autoResubscribe: false });
  const channels = new Set<string>();
  let ready = true;
  let closing = false;
  let lastError = 'no answer';
  const stopPinging: (() => void)[] = [];

  function close(): void {
    closing = true;
    for (const stop of stopPinging) stop();
    publisher.disconnect();
    subscriber.disconnect();
  }

  function setReady(now: boolean): void {
    if (closing) return;
    if (now && !ready) log.info({}, 'Redis is back');
    if (!now && ready) log.warn({ reason: lastError }, 'Redis is away: other nodes hear by the head check');
    ready = now;
  }

  async function subscribe(channel: string): Promise<void> {
    channels.add(channel);
    try {
      await subscriber.ssubscribe(channel);
    } catch (error) {
      log.warn({ err: error, channel }, 'could not subscribe, and will with the next connection');
    }
  }

  for (const redis of [publisher, subscriber]) {
    redis.on('error', (error: Error) => {
      lastError = error.message;
    });
  }

  try {
    await within(limits.redisStart, Promise.all([publisher.connect(), subscriber.connect()]));
    await publisher.spublish(`${NODES}#start`, '');
  } catch (error) {
    close();
    const reason =
      error instanceof Error && error.message.includes('unknown command') ? 'it is older than 7' : lastError;
    throw new Error(`Redis at ${withoutPassword(url)} cannot be used: ${reason}`, { cause: error });
  }

  subscriber.on('ready', () => channels.forEach((channel) => void subscribe(channel)));
  // A machine that vanished says no goodbye. The publisher notices by its unanswered ping, the subscriber never would.
  publisher.on('close', () => {
    setReady(false);
    if (subscriber.status === 'ready') subscriber.disconnect(true);
  });
  stopPinging.push(
    repeat(
      'redis',
      limits.redisCommand,
      () =>
        publisher.ping().then(
          () => setReady(true),
          () => setReady(false),
        ),
      log,
    ),
  );

  const createNodesAdapter = createShardedAdapter(
    publisher,
    // What the adapter uses of a client, with its unwatched promises watched.
    {
      on: (event: string, listener: (...args: unknown[]) => void) => subscriber.on(event, listener),
      ssubscribe: subscribe,
      sunsubscribe: (channel: string) => void channels.delete(channel),
    },
    // Two channels for everything; the other modes take one for each room.
    { subscriptionMode: 'static', channelPrefix: 'waitlessq' },
  );

  return {
    // Socket.IO calls it with `new`, which an arrow function does not allow.
    Adapter: function chooseAdapter(namespace) {
      return namespace.name === NODES ? createNodesAdapter(namespace) : new Adapter(namespace);
    },
    get isReady() {
      return ready;
    },
    close,
  };
}

function withoutPassword(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
