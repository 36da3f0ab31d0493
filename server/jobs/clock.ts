import type { Database } from '../../models/database.ts';
import { systemOf } from '../access/system-of.ts';
import { closeDay } from '../commands/entries/close-day.ts';
import { timeUp } from '../commands/entries/time-up.ts';
import type { Doors } from '../doors.ts';
import { fireAppointmentTimers } from './appointment-timers.ts';
import { eachByItself } from './each-by-itself.ts';
import { every } from './every.ts';
import { deleteClosed, endTrials } from './lives.ts';
import { dropOldPayloads, forgetOldAppointments, forgetOldStays, sealOldStays } from './personal-data.ts';

/** A timer is at most this late; a person at the counter cannot tell a second from none. */
const TIMERS_EVERY_MS = 1_000;
/** Midnight may pass for a minute before yesterday's numbers go. */
const DAYS_EVERY_MS = 60_000;
/** What is swept was of no use for a day already. */
const SWEEP_EVERY_MS = 60 * 60_000;
/** Enough for a busy second, few enough that one round does not hold a node up. */
const AT_ONCE = 100;

/**
 * The door for time. Every node runs it: the commands themselves make sure that only the first one acts.
 * @returns stop
 */
export function startClock(
  database: Database,
  doors: Doors,
  options: { onError: (error: unknown) => void; clock?: () => Date },
): () => Promise<void> {
  const now = () => options.clock?.() ?? null;

  const timers = every(TIMERS_EVERY_MS, () => fireTimers(database, doors, now()), options.onError);
  const booked = every(TIMERS_EVERY_MS, () => fireAppointmentTimers(database, doors, now()), options.onError);
  const days = every(DAYS_EVERY_MS, () => closeDays(database, doors, now()), options.onError);
  const trials = every(DAYS_EVERY_MS, () => endTrials(database, doors, now()), options.onError);
  const closed = every(SWEEP_EVERY_MS, () => deleteClosed(database, doors, now()), options.onError);
  const sweeps = every(SWEEP_EVERY_MS, () => sweep(database, now()), options.onError);
  const sealing = every(DAYS_EVERY_MS, () => sealOldStays(database, doors), options.onError);
  const forgetting = every(SWEEP_EVERY_MS, () => forgetOldStays(database, doors, now()), options.onError);
  const emptying = every(SWEEP_EVERY_MS, () => forgetOldAppointments(database, doors, now()), options.onError);
  const dropping = every(SWEEP_EVERY_MS, () => dropOldPayloads(database, now()), options.onError);
  return async () => {
    await Promise.all([
      timers(),
      booked(),
      days(),
      trials(),
      closed(),
      sweeps(),
      sealing(),
      forgetting(),
      emptying(),
      dropping(),
    ]);
  };
}

export async function fireTimers(database: Database, doors: Doors, now: Date | null): Promise<void> {
  const due = await database.directory<{ organization_id: string; entry_id: string; entry_version: number }>({
    name: 'due-timers',
    text: `SELECT organization_id, entry_id, entry_version FROM app.due_timers(coalesce($1, clock_timestamp()), ${AT_ONCE})`,
    values: [now],
  });
  await eachByItself(due, ({ organization_id, entry_id, entry_version }) =>
    doors.transact(systemOf(organization_id), (tx) => timeUp(tx, { entry_id, entry_version })),
  );
}

export async function closeDays(database: Database, doors: Doors, now: Date | null): Promise<void> {
  const over = await database.directory<{ organization_id: string; queue_id: string }>({
    name: 'days-to-close',
    text: `SELECT organization_id, queue_id FROM app.days_to_close(coalesce($1, clock_timestamp()), ${AT_ONCE})`,
    values: [now],
  });
  await eachByItself(over, ({ organization_id, queue_id }) =>
    doors.transact(systemOf(organization_id), (tx) => closeDay(tx, { queue_id })),
  );
}

/** Answers kept for repeated requests, sign-ins, pairing codes and stays that are over, logs of years ago, of all organizations. */
export async function sweep(database: Database, now: Date | null): Promise<void> {
  await database.directory({
    name: 'sweep',
    text: `SELECT app.sweep(coalesce($1, clock_timestamp())), app.sweep_logs(coalesce($1, clock_timestamp())),
             app.sweep_pushes(coalesce($1, clock_timestamp()))`,
    values: [now],
  });
}
