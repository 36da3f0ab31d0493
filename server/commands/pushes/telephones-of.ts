import type { PushAddress } from '../../access/personal-data.ts';
import type { Writing } from '../transact.ts';

/** One browser that wants to be told of an appointment. */
export type Telephone = { id: string; address: PushAddress; language: string };

/** Those of this matter, and of the series that it belongs to: each once. */
export async function telephonesOf(
  tx: Writing,
  { origin_id: originId, series_id: seriesId }: { origin_id: string; series_id: string | null },
): Promise<Telephone[]> {
  const rows = await tx.query<{ id: string; push_address: Buffer; language: string }>({
    name: 'telephones-of-appointment',
    text: `SELECT DISTINCT ON (push_index) id, push_address, language FROM appointment_push_subscriptions
           WHERE organization_id = $1 AND (origin_id = $2 OR origin_id IN (
             SELECT origin_id FROM appointments WHERE organization_id = $1 AND series_id = $3))
           ORDER BY push_index, created_at DESC`,
    values: [tx.actor.organizationId, originId, seriesId],
  });
  return rows.flatMap(({ id, push_address, language }) => {
    try {
      return [{ id, language, address: tx.personal.openPushAddress(id, push_address) }];
    } catch {
      // Sealed with a key that is no more: the page asks anew.
      return [];
    }
  });
}
