import type { Writing } from '../transact.ts';

/** Whoever has checked in is called by the telephone that was told of the appointment. Twice, after a check-in that was taken back, it is the same. */
export function handOnToStay(tx: Writing, { originId, entryId }: { originId: string; entryId: string }): void {
  tx.send({
    name: 'hand-pushes-on-to-stay',
    text: `INSERT INTO push_subscriptions (organization_id, id, entry_id, push_address, push_index, language)
           SELECT organization_id, id, $3, push_address, push_index, language FROM appointment_push_subscriptions
           WHERE organization_id = $1 AND origin_id = $2
           ON CONFLICT (organization_id, id) DO UPDATE SET entry_id = excluded.entry_id, told = NULL`,
    values: [tx.actor.organizationId, originId, entryId],
  });
}
