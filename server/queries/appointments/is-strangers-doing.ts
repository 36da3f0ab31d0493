import { permit } from '../../../models/rules/permissions.ts';
import type { ActorKind } from '../../../models/vocabulary.ts';
import type { Reading } from '../snapshot.ts';

/** Who can give anybody's address, or has the link of what was booked with it. */
const STRANGERS: readonly ActorKind[] = ['public', 'booking', 'patient'];

/** Whether the last that happened to an appointment was done from outside. */
export async function isStrangersDoing(tx: Reading, appointmentId: string): Promise<boolean> {
  permit(tx.actor, 'appointment.time');
  const [last] = await tx.query<{ actor_kind: ActorKind }>({
    name: 'who-moved-appointment',
    text: `SELECT actor_kind FROM appointment_events WHERE organization_id = $1 AND appointment_id = $2
           ORDER BY version DESC LIMIT 1`,
    values: [tx.actor.organizationId, appointmentId],
  });
  return last !== undefined && STRANGERS.includes(last.actor_kind);
}
