import { setTimeout as sleep } from 'node:timers/promises';
import { createClinicLife, openCounters } from './clinic-life.ts';
import { findClinic } from './clinic.ts';
import type { DemoSite } from './site.ts';
import { withLock } from './with-lock.ts';

/** One node of all lets people come and go. */
const LOCK = 7_310_248_003;
const TRY_AGAIN_MS = 10_000;
/** What the person at the staff screen did is taken over this often. */
const LOOK_EVERY_MS = 15_000;
/** Later than this, the machine slept: nobody catches up on what did not happen. */
const SLEPT_MS = 30_000;

export type Simulator = {
  /** @returns whether it is paused now */
  togglePause(): boolean;
  stop(): Promise<void>;
};

/**
 * Keeps people arriving at the demo organization and its desks calling them, by the same commands that people use. Waits while
 * another node does so.
 */
export function startSimulator(
  { url, database, doors, estimates }: Pick<DemoSite, 'url' | 'database' | 'doors' | 'estimates'>,
  onError: (error: unknown) => void,
): Simulator {
  const ending = new AbortController();
  let paused = false;

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        await withLock({ url, lock: LOCK, wait: false }, live);
      } catch (error) {
        if (!ending.signal.aborted) onError(error);
      }
      await pause(TRY_AGAIN_MS);
    }
  }

  async function live(holds: () => boolean): Promise<void> {
    const clinic = await findClinic(database, doors);
    if (!clinic) return;
    await openCounters(clinic, doors);
    const life = createClinicLife({
      clinic,
      doors,
      now: Date.now(),
      waits: async (queueId) => (await estimates.of(clinic.organizationId, queueId)).waits,
    });
    let lookedAt = 0;
    while (holds() && !ending.signal.aborted) {
      if (paused) {
        const since = Date.now();
        await pause(250);
        life.postpone(Date.now() - since);
        continue;
      }
      if (Date.now() - lookedAt > LOOK_EVERY_MS) {
        lookedAt = Date.now();
        await life.look(lookedAt);
      }
      const late = Date.now() - life.nextAt();
      if (late > SLEPT_MS) life.postpone(late);
      if (late >= 0) await life.step(Date.now());
      else await pause(Math.min(-late, 250));
    }
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: ending.signal }).catch(() => undefined);
  }

  const running = run();
  return {
    togglePause: () => (paused = !paused),
    async stop() {
      ending.abort();
      await running;
    },
  };
}
