import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { SeriesScope } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';
import { lockAppointment } from './lock-appointment.ts';
import { movedToOtherTimes, wishesFor, type MoveTo } from './moved-to-other-times.ts';
import { othersOfSeries, providersOfSeries } from './of-series.ts';

/**
 * Staff move an appointment to another time, or several of a series by the same difference on the office's clock: all of them or
 * none. Each is ended and linked to the one that takes its place.
 * @returns the one that took the place of the one that was named
 * @throws Refusal `not_found`, `not_possible_now`, `slot_taken`, `slot_not_offered`, `person_busy`, `not_permitted`
 */
export async function moveAppointment(
  tx: Writing,
  { appointment_id: id, scope = 'one', ...to }: MoveTo & { appointment_id: string; scope?: SeriesScope | undefined },
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.change');
  const wishes = await wishesFor(tx, { id }, to);
  const row = await lockAppointment(tx, id, [...wishes.providerIds, ...(await providersOfSeries(tx, { id, scope }))]);
  return movedToOtherTimes(tx, [row, ...(await othersOfSeries(tx, { id, scope }))], wishes);
}
