import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';

/** Who was promised a time, or waits for one, is told first. @throws Refusal `in_use` */
export async function requireNobodyBooked(
  tx: Writing,
  { provider_id = null, office_id = null }: { provider_id?: string | null; office_id?: string | null },
): Promise<void> {
  const [answer] = await tx.query<{ booked: boolean }>({
    name: 'anybody-booked',
    text: `SELECT EXISTS (SELECT FROM appointments WHERE organization_id = $1 AND (provider_id = $2 OR office_id = $3)
             AND status IN ('booked', 'arrived', 'checked_in', 'waitlisted', 'offered')
             AND (ends_at IS NULL OR ends_at > $4)) AS booked`,
    values: [tx.actor.organizationId, provider_id, office_id, tx.now],
  });
  if (answer?.booked === true) throw new Refusal('in_use', 'There are still appointments to come.');
}
