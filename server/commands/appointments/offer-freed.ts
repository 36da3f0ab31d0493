import { APPOINTMENT_COLUMNS, type AppointmentRow, type StoredAppointment } from '../../../models/appointment.ts';
import { offerEndsAt } from '../../../models/rules/offer-ends.ts';
import { localTime } from '../../../models/rules/wall-clock.ts';
import { openedAppointment } from '../../queries/appointments/opened-appointment.ts';
import { minutesAfter } from '../entries/moved.ts';
import type { Writing } from '../transact.ts';
import { openBookable, type Bookable } from './bookable.ts';
import { moveOn } from './move-on.ts';
import { orNull } from './or-null.ts';
import { lockPerson, personIsBusy } from './person-limits.ts';
import { takeTime, type TakenTime } from './take-time.ts';
import { tell } from './tell.ts';

/**
 * A time that somebody gave back is offered to the first of the waitlist whom it suits, and kept for a while. Its provider has to be
 * locked. Not offered: what leaves too little time to answer and to come, and what is not free after all.
 * @param freed  the row as it was while it held the time
 */
export async function offerFreed(tx: Writing, freed: AppointmentRow): Promise<void> {
  const { provider_id, starts_at } = freed;
  if (provider_id === null || starts_at === null || freed.overbooked || starts_at <= tx.now) return;
  const service = await stillBookable(tx, freed);
  if (service === null) return;
  const { offer, notice } = service.policy;
  if (offer === 0 || starts_at < minutesAfter(tx.now, offer + notice)) return;
  const time = await stillFree(tx, service, { provider_id, starts_at });
  if (time === null) return;
  const first = await firstWhomItSuits(tx, service, time);
  if (first === null) return;
  const timer_at = offerEndsAt(starts_at, { offer, notice, timeZone: service.time_zone, at: tx.now });
  const offered = moveOn(tx, first, 'offer', { ...time, timer_at });
  await tell(tx, offered, 'offer');
}

/** Null where the service or the office was closed meanwhile. */
function stillBookable(tx: Writing, freed: AppointmentRow): Promise<Bookable | null> {
  return orNull(openBookable(tx, freed));
}

/** Null where the hours have changed, or somebody else has the time already. */
function stillFree(
  tx: Writing,
  service: Bookable,
  { provider_id, starts_at }: { provider_id: string; starts_at: Date },
): Promise<TakenTime | null> {
  return orNull(takeTime(tx, service, { providerIds: [provider_id], startsAt: starts_at, bound: false }));
}

async function firstWhomItSuits(tx: Writing, service: Bookable, time: TakenTime): Promise<AppointmentRow | null> {
  const asked: string[] = [];
  for (;;) {
    const row = await nextInLine(tx, service, { time, asked });
    if (row === null) return null;
    if (row.person_key !== null) await lockPerson(tx, row.person_key);
    const { starts_at, ends_at } = time;
    if (!(await personIsBusy(tx, { ...row, starts_at, ends_at }))) return row;
    asked.push(row.id);
  }
}

/** Whoever is being offered another time at this moment is left out. */
async function nextInLine(
  tx: Writing,
  { service_id, office_id, time_zone }: Bookable,
  { time, asked }: { time: TakenTime; asked: readonly string[] },
): Promise<AppointmentRow | null> {
  const [day, from] = clockParts(time.starts_at, time_zone);
  const [lastDay, until] = clockParts(time.ends_at, time_zone);
  const [stored] = await tx.query<StoredAppointment>({
    name: 'next-in-line',
    text: `SELECT ${APPOINTMENT_COLUMNS} FROM appointments a
           WHERE a.organization_id = $1 AND a.status = 'waitlisted' AND a.service_id = $2 AND a.office_id = $3
             AND (a.any_provider OR a.provider_id = $4) AND a.wanted_from <= $5::date AND a.wanted_until >= $5::date
             AND (a.wanted_from_time IS NULL OR a.wanted_from_time <= $6) AND (a.wanted_until_time IS NULL OR a.wanted_until_time >= $7)
             AND $8 <> ALL (a.refused) AND a.anonymised_at IS NULL AND a.id <> ALL ($9::uuid[])
           ORDER BY a.created_at, a.id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`,
    values: [
      tx.actor.organizationId,
      service_id,
      office_id,
      time.provider_id,
      day,
      from,
      day === lastDay ? until : '24:00',
      time.starts_at,
      asked,
    ],
  });
  return stored ? openedAppointment(tx, stored) : null;
}

function clockParts(moment: Date, timeZone: string): [day: string, clock: string] {
  const local = localTime(moment, timeZone);
  return [local.slice(0, 10), local.slice(11)];
}
