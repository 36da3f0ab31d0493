import { remindersToCome } from '../../../models/rules/worth-telling.ts';
import type { BookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import type { Writing } from '../transact.ts';
import { planMessage } from './plan-message.ts';

export type Remembered = { id: string; starts_at: Date | null; status_at: Date; time_zone: string };

/** One job for each reminder that is still to come. Planned again, they are the same. */
export function planReminders(tx: Writing, row: Remembered, { reminders }: Pick<BookingPolicy, 'reminders'>): void {
  const { id, starts_at: startsAt, status_at: bookedAt, time_zone: timeZone } = row;
  if (startsAt === null) return;
  for (const { lead, at } of remindersToCome(startsAt, { policy: reminders, timeZone, bookedAt, at: tx.now }))
    planMessage(tx, { appointmentId: id, kind: 'reminder', startsAt, lead, at });
}
