import type { AppointmentRow } from '../../../models/appointment.ts';
import { missedAt } from '../../../models/rules/booking-windows.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { instantOf, localTime } from '../../../models/rules/wall-clock.ts';
import type { Writing } from '../transact.ts';
import { bookable, type Bookable } from './bookable.ts';
import { moveOn } from './move-on.ts';
import { begin, newAppointment } from './new-appointment.ts';
import { offerFreed } from './offer-freed.ts';
import { keyForTime } from './person-limits.ts';
import { providersOffering } from './providers-offering.ts';
import { takeTime } from './take-time.ts';
import { tell } from './tell.ts';

export type MoveTo = {
  starts_at: string;
  /** Undefined: the same; null: whoever has the least to do. */
  provider_id?: string | null | undefined;
  office_id?: string | undefined;
  overbook?: boolean | undefined;
};

/** Where an appointment is to go, and whose time it may take there. */
export type Wishes = { service: Bookable; providerIds: readonly string[]; to: MoveTo };

/** Read before anything is locked, to know whom to lock. What an appointment is for, and at first whose, never changes. */
export async function wishesFor(tx: Writing, named: { id: string } | { origin: string }, to: MoveTo): Promise<Wishes> {
  const [id, origin] = 'id' in named ? [named.id, null] : [null, named.origin];
  const [row] = await tx.query<{ service_id: string; office_id: string; provider_id: string | null }>({
    name: 'what-is-moved',
    text: `SELECT service_id, office_id, provider_id FROM appointments
           WHERE organization_id = $1 AND (id = $2 OR (origin_id = $3 AND status <> 'rescheduled'))`,
    values: [tx.actor.organizationId, id, origin],
  });
  if (!row) throw new Refusal('not_found');
  const office_id = to.office_id ?? row.office_id;
  const service = await bookable(tx, { ...row, office_id });
  const provider_id = to.provider_id === undefined ? row.provider_id : to.provider_id;
  return { service, to, providerIds: await providersOffering(tx, { ...row, office_id, provider_id }) };
}

/**
 * Each of the rows is ended and linked to the one that takes its place: all of them or none. The first goes where it is wanted, the
 * others by the same difference on the office's clock. They and all providers concerned have to be locked.
 * @returns what takes the place of the first
 * @throws Refusal `not_possible_now`, `slot_taken`, `slot_not_offered`, `person_busy`
 */
export async function movedToOtherTimes(
  tx: Writing,
  [first, ...others]: readonly [AppointmentRow, ...AppointmentRow[]],
  { service, providerIds, to }: Wishes,
): Promise<AppointmentRow> {
  const startsAt = new Date(to.starts_at);
  if (isThere(first, startsAt, service, providerIds) && others.length === 0) return first;
  const { provider_id: wanted, overbook = false } = to;
  const places = others.map((row) => ({
    row,
    startsAt: shifted(row, { from: first, to: startsAt, service }),
    providerIds: wanted === undefined && row.provider_id !== null ? [row.provider_id] : providerIds,
  }));
  const all = [{ row: first, startsAt, providerIds }, ...places];
  // All of them end first: one may go where another has been.
  for (const { row } of all) moveOn(tx, row, 'reschedule');
  const moved: AppointmentRow[] = [];
  for (const { row, ...place } of all) moved.push(await begunElsewhere(tx, row, { service, overbook, ...place }));
  for (const { row } of all) if (row.status !== 'no_show') await offerFreed(tx, row);
  for (const row of moved) await tell(tx, row, 'moved');
  const [after] = moved;
  if (!after) throw new Error('nothing was moved');
  return after;
}

function isThere(row: AppointmentRow, startsAt: Date, service: Bookable, providerIds: readonly string[]): boolean {
  return (
    row.status === 'booked' &&
    row.office_id === service.office_id &&
    row.starts_at?.getTime() === startsAt.getTime() &&
    row.provider_id !== null &&
    providerIds.includes(row.provider_id)
  );
}

/** The same difference on the office's clock. @throws Refusal `slot_not_offered` for a time that the clocks skip */
function shifted(
  row: AppointmentRow,
  { from, to, service }: { from: AppointmentRow; to: Date; service: Bookable },
): Date {
  if (row.starts_at === null || from.starts_at === null || row.office_id !== service.office_id)
    throw new Refusal('not_possible_now', 'Several of a series stay at their office.');
  const zone = service.time_zone;
  const clock = (moment: Date) => Date.parse(`${localTime(moment, zone)}Z`);
  const local = new Date(clock(row.starts_at) + clock(to) - clock(from.starts_at)).toISOString().slice(0, 16);
  const at = instantOf(local, zone);
  if (at === null) throw new Refusal('slot_not_offered', `There is no ${local.replace('T', ' ')} on that day.`);
  return at;
}

async function begunElsewhere(
  tx: Writing,
  row: AppointmentRow,
  {
    service,
    startsAt,
    providerIds,
    overbook,
  }: { service: Bookable; startsAt: Date; providerIds: readonly string[]; overbook: boolean },
): Promise<AppointmentRow> {
  const time = await takeTime(tx, service, { providerIds, startsAt, overbook });
  const { origin_id, code, sequence, series_id, series_on, source, language, reminders, person_key } = row;
  const { patient_name, phone, email, note, birth_date } = row;
  const next = newAppointment(tx, 'booked', {
    ...{ service_id: row.service_id, office_id: service.office_id, ...time },
    ...{ origin_id, code, rescheduled_from: row.id, sequence: sequence + 1, series_id, series_on },
    ...{ source, language, reminders, person_key, patient_name, phone, email, note, birth_date },
    timer_at: missedAt(time.starts_at, service.policy),
  });
  return begin(tx, 'book', { ...next, person_key: await keyForTime(tx, next) });
}
