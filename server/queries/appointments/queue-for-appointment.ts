import { Refusal } from '../../../models/rules/refusal.ts';
import type { Reading } from '../snapshot.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';

/**
 * Where the person of an appointment waits: the queue of its provider and service, of its provider, of its service, or of the
 * office, among those that the actor's work extends to.
 * @param appointmentId  or its `origin_id`, for whoever has the link
 * @throws Refusal `not_found`, `no_queue`
 */
export async function queueForAppointment(tx: Reading, appointmentId: string): Promise<string> {
  const [row] = await tx.query<{ queue_id: string | null }>({
    name: 'queue-for-appointment',
    text: `SELECT (SELECT q.id FROM queues q
                   WHERE q.organization_id = a.organization_id AND q.office_id = a.office_id AND q.active
                     AND ($3::uuid[] IS NULL OR q.id = ANY ($3))
                     AND (q.provider_id IS NULL OR q.provider_id = a.provider_id) AND (q.service_id IS NULL OR q.service_id = a.service_id)
                   ORDER BY q.provider_id IS NULL, q.service_id IS NULL, q.created_at LIMIT 1) AS queue_id
           FROM appointments a
           WHERE a.organization_id = $1 AND (a.id = $2 OR a.origin_id = $2) AND a.status <> 'rescheduled' AND ${concernsAppointment(3)}`,
    values: [tx.actor.organizationId, appointmentId, ownQueues(tx.actor)],
  });
  if (!row) throw new Refusal('not_found');
  if (row.queue_id === null) throw new Refusal('no_queue');
  return row.queue_id;
}
