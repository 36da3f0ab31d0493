import type { AppointmentRow } from '../../../models/appointment.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';
import { beginStay } from '../entries/begin-stay.ts';
import { freeKey } from '../entries/person-key.ts';
import { lockQueue } from '../queues/lock-queue.ts';
import { handOnToStay } from '../pushes/hand-on-to-stay.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';
import { requireCheckInTime } from './require-check-in-time.ts';

/**
 * The person of an appointment is here and takes a place among those who wait, by when the appointment is. What keeps walk-ins
 * out, a full or closed queue, does not keep out somebody who was promised a time.
 *
 * Whoever was missed already may still come on the same day: the time may be another's by now, so it keeps nobody away.
 * @param row  locked
 * @param anyTime  staff decide themselves whether it is too early
 * @throws Refusal `not_possible_now`, `too_early`, `not_found` for a queue that is not the actor's
 */
export async function admit(
  tx: Writing,
  row: AppointmentRow,
  { queueId, waits, anyTime }: { queueId: string; waits: readonly Wait[] | null; anyTime: boolean },
): Promise<{ appointment: AppointmentRow; entry: Entry }> {
  const wasMissed = row.status === 'no_show';
  // Before the queue is locked: whoever holds a queue may be waiting for an appointment that has come to it.
  const appointment = moveOn(tx, row, 'check_in', { overbooked: row.overbooked || wasMissed });
  const { starts_at } = appointment;
  if (starts_at === null) throw new Refusal('not_possible_now');
  const queue = await lockQueue(tx, queueId);
  await requireCheckInTime(tx, row, { timeZone: queue.time_zone, anyTime });
  const { patient_name, phone, email, note, language } = appointment;
  const newcomer = {
    ...{ patient_name, phone, email, note, language },
    party_size: 1,
    priority: 'normal' as const,
    person_key: await freeKey(tx, queue, phone),
    appointment: { id: appointment.id, starts_at },
  };
  const entry = await beginStay(tx, queue, newcomer, waits);
  handOnToStay(tx, { originId: appointment.origin_id, entryId: entry.id });
  return { appointment, entry };
}
