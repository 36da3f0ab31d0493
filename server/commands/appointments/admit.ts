import type { AppointmentRow } from '../../../models/appointment.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Entry, Wait } from '../../../realtime/contract/commands.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { beginStay } from '../entries/begin-stay.ts';
import { freeKey } from '../entries/person-key.ts';
import { lockQueue } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';

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
  if (localDay(starts_at, queue.time_zone) !== localDay(tx.now, queue.time_zone)) {
    throw starts_at > tx.now
      ? new Refusal('too_early')
      : new Refusal('not_possible_now', 'The appointment was on another day.');
  }
  const opens = starts_at.getTime() - (await earlyFrom(tx, row.service_id)) * 60_000;
  if (!anyTime && tx.now.getTime() < opens) throw new Refusal('too_early');
  const { patient_name, phone, email, note, language } = appointment;
  const newcomer = {
    ...{ patient_name, phone, email, note, language },
    party_size: 1,
    priority: 'normal' as const,
    person_key: await freeKey(tx, queue, phone),
    appointment: { id: appointment.id, starts_at },
  };
  return { appointment, entry: await beginStay(tx, queue, newcomer, waits) };
}

/** Minutes before the start from which one may check in. */
async function earlyFrom(tx: Writing, serviceId: string): Promise<number> {
  const [service] = await tx.query<{ booking: object }>({
    name: 'booking-policy',
    text: 'SELECT booking FROM services WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, serviceId],
  });
  return bookingPolicy.parse(service?.booking ?? {}).early_from;
}
