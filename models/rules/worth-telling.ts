import type { AppointmentStatus, MessageKind } from '../vocabulary.ts';
import { reminderTime } from './reminder-time.ts';

const MINUTE = 60_000;
/** Somebody who hears of a change hours later has long seen it, or asked. */
const LATE = 3 * 60 * MINUTE;
/** Who has just booked need not be reminded. */
const JUST_BOOKED = 30 * MINUTE;
/** Nobody can take an offer that ends while the letter is read. */
const TIME_TO_READ = MINUTE;

/** Why somebody is not told. */
export type NotTold = 'changed' | 'too_late' | 'opted_out' | 'just_booked' | 'not_wanted';

export type Told = {
  status: AppointmentStatus;
  status_at: Date;
  timer_at: Date | null;
  starts_at: Date | null;
  reminders: boolean;
};

/**
 * Whether what was to be told is still so, and worth telling. Null: tell it.
 * @param planned  what was to be told: of which start, and of a reminder how many minutes before
 * @param policy  the minutes before a start at which the service reminds
 */
export function whyNotTold(
  planned: { kind: MessageKind; starts_at: Date; lead: number },
  now: Told,
  { policy, timeZone, at }: { policy: readonly number[]; timeZone: string; at: Date },
): NotTold | null {
  if (now.status !== MEANT[planned.kind] || now.starts_at?.getTime() !== planned.starts_at.getTime()) return 'changed';
  if (planned.starts_at <= at) return 'too_late';
  switch (planned.kind) {
    case 'confirmation':
    case 'moved':
    case 'cancelled':
      return at.getTime() - now.status_at.getTime() > LATE ? 'too_late' : null;
    case 'offer':
      return now.timer_at === null || now.timer_at.getTime() - at.getTime() < TIME_TO_READ ? 'too_late' : null;
    case 'reminder':
      return whyNotReminded(planned, now, { policy, timeZone, at });
  }
}

/** The status in which a telling is still true. */
const MEANT = {
  confirmation: 'booked',
  moved: 'booked',
  reminder: 'booked',
  cancelled: 'cancelled',
  offer: 'offered',
} as const satisfies Record<MessageKind, AppointmentStatus>;

function whyNotReminded(
  { starts_at, lead }: { starts_at: Date; lead: number },
  { reminders, status_at }: Told,
  { policy, timeZone, at }: { policy: readonly number[]; timeZone: string; at: Date },
): NotTold | null {
  if (!reminders) return 'opted_out';
  if (!policy.includes(lead)) return 'not_wanted';
  const due = reminderTime(starts_at, lead, timeZone).getTime();
  if (due - status_at.getTime() < JUST_BOOKED) return 'just_booked';
  // What was to come a day before may come some hours later; what was to come an hour before, a quarter of one.
  return at.getTime() - due > Math.max(15, lead / 4) * MINUTE ? 'too_late' : null;
}

/** The moments of reminders that are still to come, with their minutes before the start. */
export function remindersToCome(
  startsAt: Date,
  { policy, timeZone, bookedAt, at }: { policy: readonly number[]; timeZone: string; bookedAt: Date; at: Date },
): { lead: number; at: Date }[] {
  return [...new Set(policy)]
    .map((lead) => ({ lead, at: reminderTime(startsAt, lead, timeZone) }))
    .filter((one) => one.at > at && one.at.getTime() - bookedAt.getTime() >= JUST_BOOKED);
}
