import type { DisplayMessageRow } from '../../../models/display-message.ts';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import type { Reading } from '../snapshot.ts';
import { stampsOf } from '../stamps.ts';

/** Messages with the queues they are for. */
export async function displayMessageAnswers(
  tx: Reading,
  rows: readonly DisplayMessageRow[],
  slug: string,
): Promise<DisplayMessage[]> {
  if (rows.length === 0) return [];
  const queues = await tx.query<{ message_id: string; queue_id: string }>({
    name: 'queues-of-messages',
    text: `SELECT message_id, queue_id FROM display_message_queues
           WHERE organization_id = $1 AND message_id = ANY ($2) ORDER BY queue_id`,
    values: [tx.actor.organizationId, rows.map(({ id }) => id)],
  });
  return rows.map((row) => ({
    ...stampsOf(row),
    name: row.name,
    texts: row.texts,
    picture_url: pictureAddress(slug, row.picture_id),
    office_id: row.office_id,
    queue_ids: queues.filter(({ message_id }) => message_id === row.id).map(({ queue_id }) => queue_id),
    from_on: row.from_on,
    until_on: row.until_on,
    position: row.position,
  }));
}

export async function displayMessageAnswer(tx: Reading, row: DisplayMessageRow, slug: string): Promise<DisplayMessage> {
  const [answer] = await displayMessageAnswers(tx, [row], slug);
  if (!answer) throw new Error('one row gave no answer');
  return answer;
}

/** A picture never changes: another one has another address. Right on every host that leads to the organization. */
export function pictureAddress(slug: string, id: string | null): string | null {
  return id === null ? null : `/o/${slug}/api/v1/display-pictures/${id}?v=${id}`;
}
