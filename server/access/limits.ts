import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../models/rules/refusal.ts';

/** `points` within `seconds` for one key. */
export type Limit = { points: number; seconds: number };

/**
 * Wide enough that nobody who means well meets one: a whole clinic stands behind one address. The first three only keep one
 * caller from taking everything, so each node counts for itself; the others guard secrets and are counted across nodes.
 */
export const LIMITS = {
  address: { points: 50_000, seconds: 10 },
  organization: { points: 50_000, seconds: 10 },
  principal: { points: 20_000, seconds: 10 },
  sign_up: { points: 300, seconds: 3_600 },
  login: { points: 20, seconds: 300 },
  pairing: { points: 5, seconds: 600 },
  /** Links to a new password: asked for from one address, and sent to one. */
  password_reset: { points: 60, seconds: 900 },
  letters: { points: 5, seconds: 900 },
  device_code: { points: 120, seconds: 600 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

const OF_THE_NODE: readonly LimitName[] = ['address', 'organization', 'principal'];

/** Too many; with what the answer's headers say about it. */
export class LimitReached extends Refusal {
  readonly limit: LimitName;
  readonly seconds: number;
  readonly policy: Limit;

  constructor(limit: LimitName, policy: Limit, seconds: number) {
    super('too_many_requests');
    this.limit = limit;
    this.policy = policy;
    this.seconds = seconds;
  }
}

export type Limits = {
  /** Counts one for `key`. @throws LimitReached */
  spend(limit: LimitName, key: string): Promise<void>;
  /** Forgets what `key` has spent: whoever knew the secret was not guessing. */
  forgive(limit: LimitName, key: string): Promise<void>;
};

/** @param settings  other figures than those above, for tests and measurements */
export function createLimits({
  redis,
  settings = {},
}: {
  redis?: Redis | undefined;
  settings?: Partial<Record<LimitName, Limit>>;
}): Limits {
  const limiters = new Map<LimitName, RateLimiterMemory | RateLimiterRedis>();

  function limiter(name: LimitName): RateLimiterMemory | RateLimiterRedis {
    const made = limiters.get(name) ?? make(name, policyOf(name));
    limiters.set(name, made);
    return made;
  }

  function make(name: LimitName, { points, seconds }: Limit): RateLimiterMemory | RateLimiterRedis {
    const memory = new RateLimiterMemory({ keyPrefix: `limit:${name}`, points, duration: seconds });
    if (redis === undefined || OF_THE_NODE.includes(name)) return memory;
    // Without Redis each node goes on counting for itself.
    return new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `waitlessq:limit:${name}`,
      points,
      duration: seconds,
      insuranceLimiter: memory,
      rejectIfRedisNotReady: true,
    });
  }

  function policyOf(name: LimitName): Limit {
    return settings[name] ?? LIMITS[name];
  }

  return {
    async spend(name, key) {
      try {
        await limiter(name).consume(key);
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        throw new LimitReached(name, policyOf(name), Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
      }
    },
    async forgive(name, key) {
      await limiter(name).delete(key);
    },
  };
}
