import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { CheckInState } from '../../../models/vocabulary.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';
import { entranceAppointment, type Shown } from '../../queries/appointments/entrance-appointment.ts';
import type { Writing } from '../transact.ts';
import { checkIn } from './check-in.ts';

/**
 * Somebody checks in at the tablet at the entrance.
 * @param waits  of a queue, reckoned before it is locked
 * @throws Refusal `not_permitted`, `not_found`, `too_early`, `no_queue`, `not_possible_now`
 */
export async function checkInAtEntrance(
  tx: Writing,
  shown: Shown,
  waits: readonly Wait[] | null,
): Promise<{ entry: Entry }> {
  permit(tx.actor, 'appointment.check_in');
  const { id, queue_id, state } = await entranceAppointment(tx, shown);
  if (state !== 'ready' || queue_id === null) throw refusalFor(state);
  return checkIn(tx, { appointment_id: id, queue_id }, waits);
}

function refusalFor(state: CheckInState): Refusal {
  if (state === 'too_early' || state === 'another_day') return new Refusal('too_early');
  return new Refusal(state === 'elsewhere' ? 'no_queue' : 'not_possible_now');
}
