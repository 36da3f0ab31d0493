import type { AppointmentMove, AppointmentStatus } from '../vocabulary.ts';
import { Refusal } from './refusal.ts';

/**
 * The table of everything that can happen to an appointment. Anything that is not in it is refused. `from: []` begins one.
 *
 * An offer that ends, by a no or by the clock, puts the person back on the waitlist; a hold that ends is over, and so is waiting
 * for a time after the last wanted day. Moving ends one row and begins a linked one. What became of the entry after check-in is
 * told by `fulfil`, `miss` and `cancel`, and taken back by `reopen`.
 */
export const APPOINTMENT_LIFECYCLE = {
  hold: { from: [], to: 'held' },
  book: { from: ['held'], to: 'booked' },
  expire: { from: ['held', 'waitlisted'], to: 'expired' },
  wait: { from: [], to: 'waitlisted' },
  offer: { from: ['waitlisted'], to: 'offered' },
  accept: { from: ['offered'], to: 'booked' },
  decline: { from: ['offered'], to: 'waitlisted' },
  arrive: { from: ['booked'], to: 'arrived' },
  /** A missed person who comes after all, on the same day. */
  check_in: { from: ['booked', 'arrived', 'no_show'], to: 'checked_in' },
  fulfil: { from: ['checked_in'], to: 'fulfilled' },
  miss: { from: ['booked', 'arrived', 'checked_in'], to: 'no_show' },
  cancel: { from: ['held', 'booked', 'arrived', 'checked_in', 'waitlisted', 'offered'], to: 'cancelled' },
  reschedule: { from: ['booked', 'arrived', 'no_show'], to: 'rescheduled' },
  reopen: { from: ['fulfilled', 'no_show', 'cancelled'], to: 'checked_in' },
} as const satisfies Record<AppointmentMove, { from: readonly AppointmentStatus[]; to: AppointmentStatus }>;

/** Statuses that end the matter. A no-show may still come on the same day. */
export const APPOINTMENT_ENDED = [
  'fulfilled',
  'cancelled',
  'no_show',
  'rescheduled',
  'expired',
] as const satisfies readonly AppointmentStatus[];

/**
 * The status after a move.
 * @throws Refusal `not_possible_now` when the table has no such arrow.
 */
export function nextAppointmentStatus(move: AppointmentMove, status: AppointmentStatus): AppointmentStatus {
  const { from, to } = APPOINTMENT_LIFECYCLE[move];
  if ((from as readonly AppointmentStatus[]).includes(status)) return to;
  throw new Refusal('not_possible_now', `${SAID[move]} is not possible: the appointment is ${WORDS[status]}.`);
}

const WORDS: Record<AppointmentStatus, string> = {
  held: 'only held',
  booked: 'booked',
  arrived: 'booked and the person is here',
  checked_in: 'checked in',
  fulfilled: 'over',
  waitlisted: 'on the waitlist',
  offered: 'offered',
  cancelled: 'cancelled',
  no_show: 'missed',
  rescheduled: 'moved to another time',
  expired: 'expired',
};

const SAID: Record<AppointmentMove, string> = {
  hold: 'Holding',
  book: 'Booking',
  expire: 'Expiring',
  wait: 'Waiting for a time',
  offer: 'Offering a time',
  accept: 'Taking the offer',
  decline: 'Declining',
  arrive: 'Arriving',
  check_in: 'Checking in',
  fulfil: 'Fulfilling',
  miss: 'Marking as missed',
  cancel: 'Cancelling',
  reschedule: 'Moving',
  reopen: 'Reopening',
};
