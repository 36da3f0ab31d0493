import type { AppointmentRow } from '../../../models/appointment.ts';
import { missedAt } from '../../../models/rules/booking-windows.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';
import { bookable } from './bookable.ts';
import { lockPresent } from './lock-appointment.ts';
import { lockProviders } from './lock-providers.ts';
import { moveOn } from './move-on.ts';
import { begin, newAppointment, sourceOf } from './new-appointment.ts';
import { keyForTime, requireRoomForPerson } from './person-limits.ts';
import { personOf, type SaidOfPerson } from './person.ts';
import { requireFree, takeTime } from './take-time.ts';
import { tell } from './tell.ts';
import { whoOffersIt, type WantedSlot } from './who-offers-it.ts';

/**
 * Books a time for somebody.
 * @throws Refusal `not_found`, `slot_taken`, `slot_not_offered`, `person_busy`, `person_limit`, `invalid_input`, `not_permitted`
 */
export async function bookAppointment(
  tx: Writing,
  input: WantedSlot & SaidOfPerson & { overbook?: boolean | undefined },
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.book');
  const { overbook = false, service_id, office_id } = input;
  if (overbook) permit(tx.actor, 'appointment.overbook');
  const { service, providerIds } = await whoOffersIt(tx, input);
  const person = personOf(tx, service, input);
  const startsAt = new Date(input.starts_at);
  if (!overbook) await requireFree(tx, service, { providerIds, startsAt });
  await lockProviders(tx, providerIds);
  const time = await takeTime(tx, service, { providerIds, startsAt, overbook });
  const timer_at = missedAt(time.starts_at, service.policy);
  const row = newAppointment(tx, 'booked', { service_id, office_id, ...time, ...person, timer_at });
  if (!time.overbooked) await requireRoomForPerson(tx, service, row.person_key);
  const booked = await begin(tx, 'book', { ...row, person_key: await keyForTime(tx, row) });
  await tell(tx, booked, 'confirmation');
  return booked;
}

/**
 * Books what was kept.
 * @param origin_id  of the hold's token, which is what permits it
 * @throws Refusal `hold_expired`, `not_possible_now`, `person_busy`, `person_limit`, `invalid_input`, `not_found`
 */
export async function bookHold(
  tx: Writing,
  { origin_id, ...said }: SaidOfPerson & { origin_id: string },
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.book');
  const row = await lockPresent(tx, origin_id);
  const isOver = row.status === 'expired' || (row.status === 'held' && row.timer_at !== null && row.timer_at <= tx.now);
  if (isOver) throw new Refusal('hold_expired');
  if (row.status !== 'held' || row.starts_at === null) throw new Refusal('not_possible_now', 'The time is not held.');
  const service = await bookable(tx, row);
  const person = personOf(tx, service, said);
  await requireRoomForPerson(tx, service, person.person_key);
  const person_key = await keyForTime(tx, { ...row, ...person });
  const timer_at = missedAt(row.starts_at, service.policy);
  const booked = moveOn(tx, row, 'book', { ...person, person_key, timer_at, source: sourceOf(tx) });
  await tell(tx, booked, 'confirmation');
  return booked;
}
