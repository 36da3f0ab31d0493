import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type { SeriesScope } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';
import { cancelled } from './cancelled.ts';
import { lockAppointment } from './lock-appointment.ts';
import { othersOfSeries, providersOfSeries } from './of-series.ts';
import { requireNotInQueue } from './require-not-in-queue.ts';

/**
 * Staff cancel an appointment, a hold or a wish, or several of a series.
 * @throws Refusal `not_found`, `not_possible_now`, `not_permitted` for a series that goes on where the actor does not work
 */
export async function cancelAppointment(
  tx: Writing,
  {
    appointment_id: id,
    scope = 'one',
    reason = null,
  }: { appointment_id: string; scope?: SeriesScope | undefined; reason?: string | null | undefined },
): Promise<AppointmentRow> {
  permit(tx.actor, 'appointment.change');
  const row = await lockAppointment(tx, id, await providersOfSeries(tx, { id, scope }));
  requireNotInQueue(row);
  const others = await othersOfSeries(tx, { id, scope });
  const after = await cancelled(tx, row, reason);
  for (const other of others) await cancelled(tx, other, reason);
  return after;
}
