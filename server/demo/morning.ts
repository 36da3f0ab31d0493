import type { Database } from '../../models/database.ts';
import type { Doors } from '../doors.ts';
import { closeDays, fireTimers } from '../jobs/clock.ts';
import { createClinicLife, openCounters } from './clinic-life.ts';
import type { Clinic } from './clinic.ts';
import { dice } from './dice.ts';

const MINUTE = 60_000;
/** Long enough that every queue has the thirty finished services from which waits are estimated. */
const LENGTH = 3 * 60 * MINUTE;
/** The same morning every time: what works today works tomorrow. */
const MORNING = 7;

/**
 * Three hours up to now: the doors' clock is moved from one event to the next, so that every number, interval and wait is as if
 * it had happened.
 */
export async function liveThroughTheMorning({
  clinic,
  database,
  doors,
  moving,
}: {
  clinic: Clinic;
  database: Database;
  doors: Doors;
  /** What the doors' clock shows. */
  moving: { now: Date };
}): Promise<void> {
  const end = Date.now();
  const begin = end - LENGTH;
  moving.now = new Date(begin);
  await openCounters(clinic, doors);
  const life = createClinicLife({ clinic, doors, now: begin, random: dice(MORNING) });
  let tidiedAt = begin;
  for (let at = life.nextAt(); at < end; at = life.nextAt()) {
    moving.now = new Date(Math.max(at, moving.now.getTime()));
    if (at - tidiedAt > 5 * MINUTE) {
      tidiedAt = at;
      await fireTimers(database, doors, moving.now);
      await closeDays(database, doors, moving.now);
    }
    await life.step(at);
  }
  moving.now = new Date(end);
}
