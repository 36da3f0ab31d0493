import type { AppointmentRow } from '../../../models/appointment.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { JoinWaitlist } from '../../../realtime/contract/resources/appointments.ts';
import type { Writing } from '../transact.ts';
import { bookable } from './bookable.ts';
import { begin, newAppointment } from './new-appointment.ts';
import { personOf } from './person.ts';
import { providersOffering } from './providers-offering.ts';
import { waitEndsAt } from './wait-ends-at.ts';

/**
 * Somebody wants to be asked when a time is given back.
 * @throws Refusal `not_found`, `invalid_input`, `not_possible_now` where freed times are not offered
 */
export async function joinWaitlist(tx: Writing, input: JoinWaitlist): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.book');
  const service = await bookable(tx, input);
  if (service.policy.offer === 0) throw new Refusal('not_possible_now', 'Freed times of this service are not offered.');
  const { service_id, office_id, provider_id = null, wanted_from, wanted_until } = input;
  const { wanted_from_time = null, wanted_until_time = null } = input;
  await providersOffering(tx, { service_id, office_id, provider_id });
  const isOver = wanted_until < localDay(tx.now, service.time_zone);
  if (wanted_until < wanted_from || isOver)
    throw wrong('body.wanted_until', 'must not be before the first day, or over');
  if (wanted_from_time !== null && wanted_until_time !== null && wanted_until_time <= wanted_from_time)
    throw wrong('body.wanted_until_time', 'must be after the first hour');
  const wishes = { wanted_from, wanted_until, wanted_from_time, wanted_until_time };
  const row = newAppointment(tx, 'waitlisted', {
    ...{ service_id, office_id, provider_id, any_provider: provider_id === null },
    ...wishes,
    ...personOf(tx, service, input),
    timer_at: await waitEndsAt(tx, { office_id, wanted_until }),
  });
  return begin(tx, 'wait', row);
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path, message }]);
}
