import { type RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { BoundedMap } from './bounded-map.ts';

type Lease = { left: number; until: number };

/** Organizations that one node serves within one stretch of time. */
const MOST_KEYS = 100_000;

/**
 * Takes points from Redis by the handful and spends them one by one: a limit that every request meets costs a question for a few
 * dozen of them. A node that has none left asks again; what it holds when the time is over is lost, so a limit may be met early by
 * a handful for each node, and never late.
 */
export class LeasedLimiter {
  readonly #shared: RateLimiterRedis;
  readonly #handful: number;
  readonly #leases = new BoundedMap<string, Lease>(MOST_KEYS);
  readonly #asking = new Map<string, Promise<void>>();

  constructor(shared: RateLimiterRedis, handful: number) {
    this.#shared = shared;
    this.#handful = handful;
  }

  /** @throws RateLimiterRes */
  async consume(key: string): Promise<void> {
    for (;;) {
      const lease = this.#leases.get(key);
      const now = performance.now();
      if (lease && lease.until > now) {
        // As the limiters of the package say no.
        // oxlint-disable-next-line typescript/only-throw-error -- see above
        if (lease.left === 0) throw new RateLimiterRes(0, lease.until - now);
        if (lease.left > 0) {
          lease.left -= 1;
          if (lease.left === 0) this.#leases.delete(key);
          return;
        }
      }
      await (this.#asking.get(key) ?? this.#ask(key));
    }
  }

  async delete(key: string): Promise<void> {
    this.#leases.delete(key);
    await this.#shared.delete(key);
  }

  #ask(key: string): Promise<void> {
    const asking = this.#lease(key).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    return asking;
  }

  /** A lease of none says that there is nothing to be had until then. */
  async #lease(key: string): Promise<void> {
    try {
      const { msBeforeNext } = await this.#shared.consume(key, this.#handful);
      this.#leases.set(key, { left: this.#handful, until: performance.now() + msBeforeNext });
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      this.#leases.set(key, { left: 0, until: performance.now() + reason.msBeforeNext });
    }
  }
}
