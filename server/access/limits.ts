import type { Cluster, Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../models/rules/refusal.ts';
import { LeasedLimiter } from './leased-limiter.ts';

/** `points` within `seconds` for one key. */
export type Limit = { points: number; seconds: number };

/**
 * Wide enough that nobody who means well meets one: a whole clinic stands behind one address. What a plan says about an
 * organization's pace takes the place of the figures for everybody in it.
 */
export const LIMITS = {
  address: { points: 50_000, seconds: 10 },
  /** Staff, screens and support of one organization; its passers-by and patients; its API keys. None of them slows another. */
  organization: { points: 50_000, seconds: 10 },
  guests: { points: 50_000, seconds: 10 },
  api_keys: { points: 50_000, seconds: 10 },
  /** One person, screen or key of it, or one address of its passers-by; and what it changes. */
  principal: { points: 20_000, seconds: 10 },
  writes: { points: 20_000, seconds: 10 },
  /** Passers-by who join one queue from one address: behind that of a waiting room there are many. */
  join: { points: 300, seconds: 600 },
  /** Passers-by who keep times, book, or wait for one, from one address: a time that is kept is kept from everybody else. */
  hold: { points: 60, seconds: 600 },
  book: { points: 60, seconds: 600 },
  sign_up: { points: 300, seconds: 3_600 },
  /** One address with one account ... */
  login: { points: 20, seconds: 300 },
  /** ... with any account of one organization: a whole clinic signs in behind it in the morning ... */
  login_here: { points: 300, seconds: 300 },
  /** ... with any organization; and one account from any address. */
  login_address: { points: 1_000, seconds: 300 },
  login_account: { points: 100, seconds: 900 },
  /** Codes of the second factor, by account; who gets here knows the password. */
  otp: { points: 5, seconds: 300 },
  /** The own password, asked for again. */
  own_password: { points: 10, seconds: 300 },
  pairing: { points: 5, seconds: 600 },
  /** Links to a new password: asked for from one address, and sent to one. */
  password_reset: { points: 60, seconds: 900 },
  letters: { points: 5, seconds: 900 },
  /** Letters and text messages about what strangers do with appointments, reminders apart: to one person, and of one organization. */
  appointment_letters: { points: 60, seconds: 86_400 },
  appointment_letters_here: { points: 1_000, seconds: 3_600 },
  /** Letters that one organization has sent to people of its own choice: the mail server's good name is everybody's. */
  letters_here: { points: 300, seconds: 3_600 },
  /** A broken picture is read to its end before it is refused: 130 ms in which a node does nothing else. */
  logo: { points: 30, seconds: 600 },
  picture: { points: 60, seconds: 600 },
  /** A calendar of holidays may be long, and is read at once. */
  calendar: { points: 60, seconds: 600 },
  /** Telephones that want to be told of one stay. */
  push: { points: 60, seconds: 600 },
  /** Each holds a connection to the database for as long as somebody reads. */
  export: { points: 10, seconds: 3_600 },
  /** What is shown to one tablet at the entrance, until somebody is checked in; and said to be read at one entrance. */
  check_in: { points: 30, seconds: 300 },
  /** A name and a date of birth are no secret: looked for, and checked in, at one tablet, whoever was found. */
  check_in_by_name: { points: 120, seconds: 3_600 },
  arrival: { points: 10, seconds: 600 },
  device_code: { points: 120, seconds: 600 },
  /** Questions to name servers that somebody else runs. */
  domain_check: { points: 30, seconds: 600 },
  /** Sockets, at one node: everybody in a large building comes back at once when its network does. */
  handshake: { points: 6_000, seconds: 60 },
  /** A proxy asks for every name that somebody tries. */
  tls_ask: { points: 3_000, seconds: 60 },
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** These only keep one caller from taking everything: each node counts for itself. */
const OF_THE_NODE: readonly LimitName[] = ['address', 'principal', 'writes', 'tls_ask', 'handshake'];
/** Every request meets one of these: taken from Redis by the handful, a fiftieth of all, for 2 us instead of 20 each. */
const LEASED: readonly LimitName[] = ['organization', 'guests', 'api_keys'];
const HANDFUL = 1 / 50;

/** What somebody may guess at. */
const SIGNING_IN: readonly LimitName[] = [
  'login',
  'login_here',
  'login_address',
  'login_account',
  'otp',
  'own_password',
];
/** The nodes that one guesser may reach one after the other while nobody counts for all of them. */
const NODES = 10;

/** Too many; with what the answer's headers say about it. */
export class LimitReached extends Refusal {
  readonly limit: LimitName;
  readonly waitMs: number;
  readonly policy: Limit;

  constructor(limit: LimitName, policy: Limit, waitMs: number) {
    super('too_many_requests');
    this.limit = limit;
    this.policy = policy;
    this.waitMs = waitMs;
  }

  /** As `Retry-After` says it: whole ones, and not too few. */
  get seconds(): number {
    return wholeSeconds(this.waitMs);
  }
}

export function wholeSeconds(milliseconds: number): number {
  return Math.max(1, Math.ceil(milliseconds / 1000));
}

type Limiter = { consume(key: string): Promise<unknown>; delete(key: string): Promise<unknown> };

export type Limits = {
  /** Counts one for `key`. @param policy  another one than the usual, for this key @throws LimitReached */
  spend(limit: LimitName, key: string, policy?: Limit | null): Promise<void>;
  /** Forgets what `key` has spent: whoever knew the secret was not guessing. */
  forgive(limit: LimitName, key: string): Promise<void>;
};

/** @param settings  other figures than those above, for tests and measurements */
export function createLimits({
  redis,
  settings = {},
  onReached,
}: {
  redis?: Redis | Cluster | undefined;
  settings?: Partial<Record<LimitName, Limit>>;
  /** Hears of every limit that somebody has met. */
  onReached?: ((limit: LimitName) => void) | undefined;
}): Limits {
  const limiters = new Map<string, Limiter>();

  function limiter(name: LimitName, policy: Limit): Limiter {
    const key = `${name} ${policy.points} ${policy.seconds}`;
    const made = limiters.get(key) ?? make(name, policy);
    limiters.set(key, made);
    return made;
  }

  function make(name: LimitName, { points, seconds }: Limit): Limiter {
    if (redis === undefined || OF_THE_NODE.includes(name))
      return new RateLimiterMemory({ keyPrefix: `limit:${name}`, points, duration: seconds });
    // Without its Redis each node goes on counting for itself: reading stays as wide as it was, but guesses at secrets are given a
    // tenth, so that a Redis that was brought down is no way to guess more.
    const share = SIGNING_IN.includes(name) ? Math.ceil(points / NODES) : points;
    const alone = new RateLimiterMemory({ keyPrefix: `limit:${name}`, points: share, duration: seconds });
    const shared = new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `waitlessq:limit:${name}`,
      points,
      duration: seconds,
      insuranceLimiter: alone,
      rejectIfRedisNotReady: true,
    });
    const handful = Math.floor(points * HANDFUL);
    return LEASED.includes(name) && handful > 1 ? new LeasedLimiter(shared, handful) : shared;
  }

  function policyOf(name: LimitName, own: Limit | null = null): Limit {
    return settings[name] ?? own ?? LIMITS[name];
  }

  return {
    async spend(name, key, own) {
      const policy = policyOf(name, own);
      try {
        await limiter(name, policy).consume(key);
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        onReached?.(name);
        throw new LimitReached(name, policy, reason.msBeforeNext);
      }
    },
    async forgive(name, key) {
      await limiter(name, policyOf(name)).delete(key);
    },
  };
}
