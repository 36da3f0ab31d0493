import { FROM_NOWHERE, type Origin, type SecurityEvent } from '../../models/vocabulary.ts';
import { securityEvent } from '../commands/log/security-event.ts';
import type { Doors } from '../doors.ts';
import { BoundedMap } from './bounded-map.ts';
import { nobodyOf } from './identify.ts';

export type Suspicion = {
  organizationId: string;
  event: SecurityEvent;
  /** Whom it concerns, in ids: `{ account }`. The same thing again is counted by these. Never what somebody typed. */
  about: Readonly<Record<string, string>>;
  from?: Origin;
};

export type Suspicions = {
  /** Writes into the security log what was tried in vain: the first time, the tenth, the hundredth within five minutes, with the count. */
  tell(suspicion: Suspicion): Promise<void>;
};

const WINDOW_MS = 5 * 60_000;

/** Whoever floods the service with guesses must not flood the log with them: a million guesses are seven rows. */
export function createSuspicions(doors: Doors, clock: () => number = Date.now): Suspicions {
  const counts = new BoundedMap<string, { until: number; count: number }>(10_000);
  return {
    async tell({ organizationId, event, about, from = FROM_NOWHERE }) {
      const key = JSON.stringify([organizationId, event, about]);
      const known = counts.get(key);
      const counting = known && known.until > clock() ? known : { until: clock() + WINDOW_MS, count: 0 };
      counting.count++;
      counts.set(key, counting);
      if (!Number.isInteger(Math.log10(counting.count))) return;
      const { count } = counting;
      await doors.transact(
        nobodyOf(organizationId),
        (tx) => securityEvent(tx, event, { ...about, count, within_seconds: WINDOW_MS / 1000 }),
        from,
      );
    },
  };
}
