import { v7 as uuidv7 } from 'uuid';
import type { AppointmentRow } from '../../../models/appointment.ts';
import { missedAt } from '../../../models/rules/booking-windows.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal, type RefusalCode } from '../../../models/rules/refusal.ts';

import { calendarOf, localTime } from '../../../models/rules/wall-clock.ts';
import { minutesOf } from '../../../models/rules/working-hours.ts';
import type { Writing } from '../transact.ts';
import { bookable, type Bookable } from './bookable.ts';
import type { WantedSlot } from './who-offers-it.ts';
import { lockProviders } from './lock-providers.ts';
import { begin, newAppointment } from './new-appointment.ts';
import { orNull } from './or-null.ts';
import { keyForTime, requireRoomForPerson } from './person-limits.ts';
import { personOf, type Person, type SaidOfPerson } from './person.ts';
import { providersOffering } from './providers-offering.ts';
import { seriesTimes } from './series-times.ts';
import { takeTime } from './take-time.ts';
import { tell } from './tell.ts';

type Skipped = { starts_at: string; code: RefusalCode };

/**
 * Staff book a time that repeats on the office's clock, with the same provider as long as that one is free.
 * @returns the bookings in the order of time, and what was not free
 * @throws Refusal `invalid_input`, and what a booking is refused for, where one is not free and none is to be left out
 */
export async function bookSeries(
  tx: Writing,
  input: WantedSlot & SaidOfPerson & { rule: string; conflicts?: 'refuse' | 'skip' | undefined },
): Promise<{ series_id: string; origin_ids: string[]; skipped: Skipped[] }> {
  permit(tx.actor, 'appointment.change');
  const service = await bookable(tx, input);
  const starts_local = localTime(new Date(input.starts_at), service.time_zone);
  const times = timesOf(input.rule, starts_local, service.time_zone);
  const person = personOf(tx, service, input);
  const providerIds = await providersOffering(tx, { ...input, provider_id: input.provider_id ?? null });
  await lockProviders(tx, providerIds);
  await requireRoomForPerson(tx, service, person.person_key);
  const series_id = uuidv7();
  tx.send({
    name: 'insert-series',
    text: `INSERT INTO appointment_series (organization_id, id, rule, starts_local, time_zone, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    values: [tx.actor.organizationId, series_id, input.rule, starts_local, service.time_zone, tx.now],
  });
  const booked: AppointmentRow[] = [];
  const skipped: Skipped[] = [];
  for (const local of times) {
    const preferred = booked[0]?.provider_id ?? null;
    const one = { local, series_id, person, providerIds, preferred };
    const outcome = await bookOne(tx, service, one);
    if ('skipped' in outcome) skipped.push(outcome.skipped);
    else booked.push(outcome);
  }
  const [first] = skipped;
  if (first && (input.conflicts !== 'skip' || booked.length === 0)) throw notFree(first.code, skipped);
  for (const row of booked) await tell(tx, row, 'confirmation');
  return { series_id, origin_ids: booked.map(({ origin_id }) => origin_id), skipped };
}

function timesOf(rule: string, startsLocal: string, timeZone: string): string[] {
  try {
    return seriesTimes(rule, startsLocal, timeZone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal('invalid_input', undefined, [{ path: 'body.rule', message: error.message }]);
  }
}

type One = {
  local: string;
  series_id: string;
  person: Person;
  providerIds: readonly string[];
  preferred: string | null;
};

async function bookOne(tx: Writing, service: Bookable, one: One): Promise<AppointmentRow | { skipped: Skipped }> {
  const [day = '', clock = ''] = one.local.split('T');
  const onThatDay = calendarOf(service.time_zone)(day);
  const at = onThatDay.at(minutesOf(clock));
  if (at === null)
    return {
      skipped: { starts_at: new Date(onThatDay.edge(minutesOf(clock))).toISOString(), code: 'slot_not_offered' },
    };
  const startsAt = new Date(at);
  try {
    return await bookAt(tx, service, { ...one, startsAt });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { skipped: { starts_at: startsAt.toISOString(), code: error.code } };
  }
}

async function bookAt(
  tx: Writing,
  service: Bookable,
  { local, series_id, person, providerIds, preferred, startsAt }: One & { startsAt: Date },
): Promise<AppointmentRow> {
  const { service_id, office_id } = service;
  const time =
    (preferred === null ? null : await orNull(takeTime(tx, service, { providerIds: [preferred], startsAt }))) ??
    (await takeTime(tx, service, { providerIds, startsAt }));
  const timer_at = missedAt(startsAt, service.policy);
  const said = { service_id, office_id, ...time, ...person, timer_at, series_id, series_on: local };
  const row = newAppointment(tx, 'booked', said);
  return begin(tx, 'book', { ...row, person_key: await keyForTime(tx, row) });
}

function notFree(code: RefusalCode, skipped: readonly Skipped[]): Refusal {
  const errors = skipped.map((one) => ({ path: 'body.rule', message: `${one.starts_at}: ${one.code}` }));
  return new Refusal(code, undefined, errors);
}
