import type { PushAddress } from '../../access/personal-data.ts';
import type { Writing } from '../transact.ts';

/** One browser that wants to be told of one appointment. Of a series it was shown no other part: whoever has one link has no other. */
export type Telephone = { id: string; originId: string; address: PushAddress; language: string };

/** @param originIds  of the appointments that are told of */
export async function telephonesOf(tx: Writing, originIds: readonly string[]): Promise<Telephone[]> {
  const rows = await tx.query<{ id: string; origin_id: string; push_address: Buffer; language: string }>({
    name: 'telephones-of-appointments',
    text: `SELECT id, origin_id, push_address, language FROM appointment_push_subscriptions
           WHERE organization_id = $1 AND origin_id = ANY ($2::uuid[]) ORDER BY created_at`,
    values: [tx.actor.organizationId, originIds],
  });
  return rows.flatMap(({ id, origin_id: originId, push_address, language }) => {
    try {
      return [{ id, originId, language, address: tx.personal.openPushAddress(id, push_address) }];
    } catch {
      // Sealed with a key that is no more: the page asks anew.
      return [];
    }
  });
}
