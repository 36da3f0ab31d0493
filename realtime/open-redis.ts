import { Cluster, Redis, type RedisOptions } from 'ioredis';

export type RedisClient = Redis | Cluster;

type Manner = Pick<RedisOptions, 'connectTimeout' | 'commandTimeout' | 'socketTimeout' | 'keepAlive'> & {
  /** Milliseconds until the next attempt; null: none. */
  retryStrategy: (attempts: number) => number | null;
  /** Whether what is asked while nobody answers waits for somebody, or fails at once. */
  waits: boolean;
};

/** Once after the master that is gone, once to the one that is asked instead, once to where that one points; and one for bad luck. */
const REDIRECTIONS = 4;
const BETWEEN_REDIRECTIONS_MS = 100;
/** A slot that moves while nobody says anything is noticed by then. */
const MAP_EVERY_MS = 2_000;
const MAP_PATIENCE_MS = 1_000;

/**
 * The Redis at one address, or the cluster some of whose members are named with commas between. Connected by `connect()`; what
 * goes wrong later is an `error` event.
 */
export function openRedis(addresses: string, { retryStrategy, waits, ...manner }: Manner): RedisClient {
  const [first, ...others] = redisAddresses(addresses);
  if (first === undefined) throw new Error('no address of Redis');
  const common = { ...manner, maxRetriesPerRequest: waits ? null : 1, autoResubscribe: false };
  if (others.length === 0)
    return new Redis(first.href, { ...common, lazyConnect: true, retryStrategy, enableOfflineQueue: waits });
  const cluster = new Cluster(
    [first, ...others].map(({ hostname, port }) => ({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6379),
    })),
    {
      lazyConnect: true,
      enableOfflineQueue: waits,
      clusterRetryStrategy: retryStrategy,
      maxRedirections: REDIRECTIONS,
      retryDelayOnFailover: BETWEEN_REDIRECTIONS_MS,
      retryDelayOnClusterDown: BETWEEN_REDIRECTIONS_MS,
      slotsRefreshTimeout: MAP_PATIENCE_MS,
      // Each master is listened to by a line of its own, which is not opened before there is a channel for it.
      shardedSubscribers: true,
      // Names stay names: certificates are made out to them.
      dnsLookup: (name, done) => done(null, name),
      redisOptions: { ...common, ...credentials(first) },
    },
  );
  readMapFromTimeToTime(cluster);
  return cluster;
}

/**
 * Connects for the first time. Members of a cluster that do not agree on their masters yet are asked again; nobody there is an error.
 * @throws Error
 */
export async function connectFirst(client: RedisClient, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    // The promise of a cluster's `connect` is forgotten when it has to try again.
    client.once('ready', resolve);
    client.connect().catch(reject);
    timer = setTimeout(() => reject(new Error('no answer')), patienceMs);
  });
  try {
    await ready;
  } finally {
    clearTimeout(timer);
  }
}

/** The library's own way (`slotsRefreshInterval`) goes on for ever when a reading is under way at the end. */
function readMapFromTimeToTime(cluster: Cluster): void {
  const timer = setInterval(() => {
    if (cluster.status === 'ready') cluster.refreshSlotsCache();
  }, MAP_EVERY_MS);
  timer.unref();
  cluster.once('end', () => clearInterval(timer));
}

/** @throws TypeError for what is no address */
export function redisAddresses(text: string): URL[] {
  return text.split(',').map((address) => new URL(address.trim()));
}

/** For people: no user, no password. */
export function redisHosts(text: string): string {
  return redisAddresses(text)
    .map(({ host }) => host)
    .join(', ');
}

/** What went wrong, without its full stop; a cluster wraps what its last member said. */
export function redisComplaint(error: Error): string {
  const { message, lastNodeError } = error as Error & { lastNodeError?: Error }; // of ClusterAllFailedError, which is not exported
  const said = (lastNodeError?.message ?? message) || String((error as NodeJS.ErrnoException).code);
  return said.replace(/\.$/, '');
}

/** Members of a cluster know only each other's hosts and ports. */
function credentials({ username, password, protocol }: URL) {
  return {
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}
