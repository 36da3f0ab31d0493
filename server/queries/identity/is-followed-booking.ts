import type { Reading } from '../snapshot.ts';

/** Whether the link of a booking still works: until its people's words are forgotten. Asked before anybody is known. */
export async function isFollowedBooking(tx: Reading, originId: string): Promise<boolean> {
  const [row] = await tx.query<{ followed: boolean }>({
    name: 'followed-booking',
    text: `SELECT EXISTS (SELECT FROM appointments WHERE organization_id = $1 AND origin_id = $2 AND status <> 'rescheduled'
             AND anonymised_at IS NULL) AS followed`,
    values: [tx.actor.organizationId, originId],
  });
  return row?.followed === true;
}
