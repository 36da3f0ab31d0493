import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until `attempt` stops throwing, for `within` milliseconds, which a full machine needs now and then; then throws what it threw last. */
export async function eventually<T>(attempt: () => T | Promise<T>, { within = 20_000, every = 20 } = {}): Promise<T> {
  const giveUpAt = performance.now() + within;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= giveUpAt) throw error;
    }
    await pause(every);
  }
}
