import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createShardedAdapter } from '@socket.io/redis-adapter';
import { Adapter } from 'socket.io-adapter';
import type { Limits } from './limits.ts';
import { connectFirst, openRedis, redisComplaint, redisHosts, type RedisClient } from './open-redis.ts';
import type { Log } from './ports.ts';
import { repeat } from './repeat.ts';
import type { LiveNamespace } from './typed-socket.ts';

/**
 * The one namespace that goes through Redis. Not each organization's own: a node that writes for an organization nobody
 * listens to here has no such namespace, and must not make one up. Two subscriptions per node instead of two per
 * organization, and nothing that a socket hears depends on Redis.
 */
export const NODES = '/nodes';

type Hear = (channel: Buffer, message: Buffer) => void;

export type RedisLink = {
  /** Constructor in Socket.IO's sense: the nodes' namespace goes through Redis, every other one stays in memory. */
  Adapter: (namespace: LiveNamespace) => Adapter;
  /** False while Redis is away or does not answer. Nothing but other nodes' speed depends on it. */
  readonly isReady: boolean;
  close(): void;
};

/** In braces, so that a cluster keeps every channel of ours with one of its masters. */
const PREFIX = '{waitlessq}';
/** Echoes that may stay away, with Redis answering, before this node takes itself to be deaf. */
const MISSED_ECHOES = 3;
/** Between two attempts to be heard by a cluster at the start. */
const TRY_AGAIN_MS = 200;

/**
 * Connects this node with the others. Redis may die or hang afterwards: changes then arrive by the head check.
 * @throws Error with one clear sentence when Redis cannot be reached now, or is older than 7.
 */
export async function linkRedis(addresses: string, { limits, log }: { limits: Limits; log: Log }): Promise<RedisLink> {
  const common = {
    keepAlive: limits.redisKeepAlive,
    connectTimeout: limits.redisStart,
    retryStrategy: (attempts: number) => Math.min(attempts * 50, limits.redisRetry),
  };
  const publisher = openRedis(addresses, {
    ...common,
    // A change that cannot be sent now is of no use later: by then the head check has delivered it.
    waits: false,
    commandTimeout: limits.redisCommand,
    socketTimeout: limits.redisSilence,
  });
  /** Comes back to this node alone, by the way that changes take. */
  const echo = `${PREFIX}#echo#${randomUUID()}`;
  const echoBytes = Buffer.from(echo);
  const channels = new Set([echo]);
  const listeners: Hear[] = [];
  let subscriber = newSubscriber();
  let heardAt = performance.now();
  let ready = true;
  let closing = false;
  let lastError = 'no answer';
  const stops: (() => void)[] = [];

  function close(): void {
    closing = true;
    for (const stop of stops) stop();
    publisher.disconnect();
    subscriber.disconnect();
  }

  function setReady(now: boolean): void {
    if (closing) return;
    if (now && !ready) log.info({}, 'Redis is back');
    if (!now && ready) log.warn({ reason: lastError }, 'Redis is away: other nodes hear by the head check');
    ready = now;
  }

  function noteError(error: Error): void {
    lastError = redisComplaint(error);
  }

  function newSubscriber(): RedisClient {
    const made = openRedis(addresses, { ...common, waits: true });
    made.on('error', noteError);
    made.on('smessageBuffer', (channel: Buffer, message: Buffer) => {
      if (made !== subscriber) return;
      if (channel.equals(echoBytes)) {
        heardAt = performance.now();
        setReady(true);
      } else for (const hear of listeners) hear(channel, message);
    });
    return made;
  }

  async function start(): Promise<void> {
    await Promise.all([connectFirst(publisher, limits.redisStart), connectFirst(subscriber, limits.redisStart)]);
    for (;;) {
      try {
        await subscriber.ssubscribe(echo);
        return;
      } catch (error) {
        // The master of the channels may be gone and its replica on the way.
        if (!subscriber.isCluster || closing) throw error;
        await pause(TRY_AGAIN_MS);
      }
    }
  }

  async function subscribe(channel: string): Promise<void> {
    channels.add(channel);
    try {
      await subscriber.ssubscribe(channel);
    } catch (error) {
      log.warn({ err: error, channel }, 'could not subscribe, and will with the next connection');
    }
  }

  /** Subscriptions are made here, where their failure is caught: ioredis leaves its own to end the process. */
  function subscribeWhenReady(): void {
    subscriber.on('ready', () => channels.forEach((channel) => void subscribe(channel)));
  }

  /** Whatever the old one believes: a machine that vanished says no goodbye, and a channel may have moved to another. */
  function listenAnew(): void {
    subscriber.disconnect();
    subscriber = newSubscriber();
    subscribeWhenReady();
    subscriber.connect().catch(noteError);
  }

  async function callOut(): Promise<void> {
    try {
      await publisher.spublish(echo, '');
    } catch (error) {
      noteError(error as Error); // ioredis rejects with nothing else
      heardAt = performance.now();
      setReady(false);
      return;
    }
    const silence = performance.now() - heardAt;
    if (silence < MISSED_ECHOES * limits.redisCommand) return;
    lastError = 'what is published is not heard';
    heardAt = performance.now();
    setReady(false);
    listenAnew();
  }

  publisher.on('error', noteError);

  try {
    await within(limits.redisStart, start());
  } catch (error) {
    close();
    const reason =
      error instanceof Error && error.message.includes('unknown command') ? 'it is older than 7' : lastError;
    throw new Error(`Redis at ${redisHosts(addresses)} cannot be used: ${reason}`, { cause: error });
  }

  subscribeWhenReady();
  publisher.on('close', () => setReady(false));
  stops.push(repeat('redis', limits.redisCommand, callOut, log));

  const createNodesAdapter = createShardedAdapter(
    publisher,
    // What the adapter uses of a client, with its unwatched promises watched.
    {
      on: (_event: 'smessageBuffer', hear: Hear) => void listeners.push(hear),
      ssubscribe: subscribe,
      sunsubscribe: (channel: string) => void channels.delete(channel),
    },
    // Two channels for everything; the other modes take one for each room.
    { subscriptionMode: 'static', channelPrefix: PREFIX },
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
