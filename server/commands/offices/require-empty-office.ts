import { Refusal } from '../../../models/rules/refusal.ts';
import { requireNobodyBooked } from '../appointments/require-nobody-booked.ts';
import type { Writing } from '../transact.ts';

/** An office closes last: after its queues, counters, screens and appointments to come. @throws Refusal `in_use` */
export async function requireEmptyOffice(tx: Writing, officeId: string): Promise<void> {
  const [answer] = await tx.query<{ used: boolean }>({
    name: 'office-in-use',
    text: `SELECT EXISTS (SELECT FROM queues WHERE organization_id = $1 AND office_id = $2 AND active)
               OR EXISTS (SELECT FROM counters WHERE organization_id = $1 AND office_id = $2 AND active)
               OR EXISTS (SELECT FROM devices WHERE organization_id = $1 AND office_id = $2 AND revoked_at IS NULL) AS used`,
    values: [tx.actor.organizationId, officeId],
  });
  if (answer?.used === true) throw new Refusal('in_use', 'The office still has queues, counters or screens.');
  await requireNobodyBooked(tx, { office_id: officeId });
}
