import type { Database } from '../models/database.ts';

/** Smaller differences are what it takes to ask. */
const NOTICEABLE_MS = 1_000;

export type ServiceTime = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Asks the database. */
  learn(): Promise<void>;
};

/**
 * The time of the database, which all nodes share: what one node gives for ten minutes ends at that moment on every other. Between
 * two questions it goes by the clock that nobody can set, so that a machine whose clock is wrong, or jumps, does no harm.
 */
export function createServiceTime({ directory }: Pick<Database, 'directory'>): ServiceTime {
  let began = performance.timeOrigin;
  return {
    now: () => began + performance.now(),
    async learn() {
      const asked = performance.now();
      const [answer] = await directory<{ now: Date }>({
        name: 'service-time',
        text: 'SELECT clock_timestamp() AS now',
        values: [],
      });
      if (!answer) return;
      const heard = performance.now();
      const measured = answer.now.getTime() - (asked + heard) / 2;
      if (Math.abs(measured - began) > (heard - asked) / 2 + NOTICEABLE_MS) began = measured;
    },
  };
}
