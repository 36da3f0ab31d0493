import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { Writing } from '../transact.ts';
import { lockProviders } from './lock-providers.ts';
import { minutesAfter } from '../entries/moved.ts';
import { begin, newAppointment } from './new-appointment.ts';
import { requireFree, takeTime } from './take-time.ts';
import { whoOffersIt, type WantedSlot } from './who-offers-it.ts';

/**
 * Keeps a time for a few minutes while somebody types.
 * @throws Refusal `not_found`, `slot_taken`, `slot_not_offered`
 */
export async function holdSlot(tx: Writing, input: WantedSlot): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.book');
  const { service, providerIds } = await whoOffersIt(tx, input);
  const startsAt = new Date(input.starts_at);
  await requireFree(tx, service, { providerIds, startsAt });
  await lockProviders(tx, providerIds);
  const time = await takeTime(tx, service, { providerIds, startsAt });
  const { service_id, office_id } = input;
  const timer_at = minutesAfter(tx.now, service.policy.hold);
  return begin(tx, 'hold', newAppointment(tx, 'held', { service_id, office_id, ...time, timer_at }));
}
