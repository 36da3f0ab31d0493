import type { AppointmentRow } from '../../../models/appointment.ts';
import { changeUntil, checkInFrom } from '../../../models/rules/booking-windows.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { bookingPolicy, type BookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import type { Reading } from '../snapshot.ts';
import { NAMED_APPOINTMENTS, placeOf, wantedOf, type NamedAppointment } from './appointment-answer.ts';
import { openedAppointment } from './opened-appointment.ts';

/** A booking before its links are known, which need the organization's key and address. */
export type BookingFacts = Omit<Booking, 'tracking_url'> & {
  origin_id: string;
  entry_id: string | null;
  /** Of the person. */
  language: string | null;
};

/**
 * As the link's holder sees it: the present row of the matter.
 * @throws Refusal `not_found`
 */
export async function bookingAnswer(tx: Reading, originId: string): Promise<BookingFacts> {
  const [booking] = await bookingAnswers(tx, [originId]);
  if (!booking) throw new Refusal('not_found');
  return booking;
}

/** In the order of the ids. */
export async function bookingAnswers(tx: Reading, originIds: readonly string[]): Promise<BookingFacts[]> {
  const rows = await tx.query<NamedAppointment>({
    name: 'bookings',
    text: `${NAMED_APPOINTMENTS}
           WHERE a.organization_id = $1 AND a.origin_id = ANY ($2::uuid[]) AND a.status <> 'rescheduled' AND a.anonymised_at IS NULL
           ORDER BY array_position($2::uuid[], a.origin_id)`,
    values: [tx.actor.organizationId, originIds],
  });
  return rows.map((row) => answered(tx, row));
}

function answered(tx: Reading, named: NamedAppointment): BookingFacts {
  const row = openedAppointment(tx, named);
  const policy = bookingPolicy.parse(named.booking);
  const { starts_at: startsAt, ends_at: endsAt } = row;
  const lasts = startsAt && endsAt ? (endsAt.getTime() - startsAt.getTime()) / 60_000 : named.duration_minutes;
  return {
    ...placeOf(named, row),
    origin_id: row.origin_id,
    entry_id: named.entry_id,
    language: row.language,
    patient_name: row.patient_name,
    address: named.address,
    duration_minutes: lasts,
    reminders: row.reminders,
    series: row.series_id !== null,
    wanted: wantedOf(row),
    may: mayNow(row, policy, tx.now, named.time_zone),
    change_until: startsAt === null ? null : changeUntil(startsAt, policy).toISOString(),
    check_in_from: startsAt === null ? null : checkInFrom(startsAt, policy).toISOString(),
    locatable: named.locatable,
    ticket_number: named.ticket_number,
  };
}

/** What the holder may do at this moment; the commands look at the same again. */
function mayNow(row: AppointmentRow, policy: BookingPolicy, now: Date, timeZone: string): Booking['may'] {
  const { status, starts_at: startsAt, timer_at: timerAt } = row;
  const inTime = status === 'booked' && startsAt !== null && now <= changeUntil(startsAt, policy);
  const waits = status === 'waitlisted' || status === 'offered' || status === 'held';
  // By mere word, too, while it is booked; whoever has only said so may still show it.
  const isExpected = status === 'booked' || status === 'arrived' || status === 'no_show';
  return {
    // The times that are left are only shown for what is booked online.
    move: inTime && policy.online,
    cancel: inTime || waits,
    arrive:
      isExpected &&
      startsAt !== null &&
      now >= checkInFrom(startsAt, policy) &&
      localDay(now, timeZone) <= localDay(startsAt, timeZone),
    answer_offer: status === 'offered' && timerAt !== null && now < timerAt,
  };
}
