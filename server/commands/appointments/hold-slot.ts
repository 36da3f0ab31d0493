import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { Writing } from '../transact.ts';
import { bookable } from './bookable.ts';
import { lockProviders } from './lock-providers.ts';
import { minutesAfter } from '../entries/moved.ts';
import { begin, newAppointment } from './new-appointment.ts';
import { providersOffering } from './providers-offering.ts';
import { requireFree, takeTime } from './take-time.ts';

export type WantedSlot = {
  service_id: string;
  office_id: string;
  provider_id?: string | null | undefined;
  starts_at: string;
};

/**
 * Keeps a time for a few minutes while somebody types.
 * @throws Refusal `not_found`, `slot_taken`, `slot_not_offered`
 */
export async function holdSlot(tx: Writing, input: WantedSlot): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.book');
  const [service, providerIds] = await Promise.all([
    bookable(tx, input),
    providersOffering(tx, { ...input, provider_id: input.provider_id ?? null }),
  ]);
  const startsAt = new Date(input.starts_at);
  await requireFree(tx, service, { providerIds, startsAt });
  await lockProviders(tx, providerIds);
  const time = await takeTime(tx, service, { providerIds, startsAt });
  const { service_id, office_id } = input;
  const timer_at = minutesAfter(tx.now, service.policy.hold);
  return begin(tx, 'hold', newAppointment(tx, 'held', { service_id, office_id, ...time, timer_at }));
}
