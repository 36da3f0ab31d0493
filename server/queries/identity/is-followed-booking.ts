import type { Reading } from '../snapshot.ts';

/** Whoever was missed may come back on the same day, and reads a day later how it ended. */
const AFTER_THE_END = '2 days';

/** Whether the link of a booking still works: while there is something to come, and a little longer. Asked before anybody is known. */
export async function isFollowedBooking(tx: Reading, originId: string): Promise<boolean> {
  const [row] = await tx.query<{ followed: boolean }>({
    name: 'followed-booking',
    text: `SELECT EXISTS (SELECT FROM appointments WHERE organization_id = $1 AND origin_id = $2 AND status <> 'rescheduled'
             AND anonymised_at IS NULL AND (closed_at IS NULL OR closed_at > now() - interval '${AFTER_THE_END}')) AS followed`,
    values: [tx.actor.organizationId, originId],
  });
  return row?.followed === true;
}
