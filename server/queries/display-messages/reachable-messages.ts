import type { DisplayMessageRow } from '../../../models/display-message.ts';
import { queueScopeOf } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Row } from '../../../models/columns.ts';
import { findRow } from '../find-row.ts';
import { wholeOffices } from '../own-offices.ts';
import type { Reading } from '../snapshot.ts';

/** Whose work is limited has to do with what is shown in their whole offices, or beside their own queues and no others. */
export async function reachableMessages(tx: Reading): Promise<'all' | readonly string[]> {
  const queueIds = queueScopeOf(tx.actor);
  const offices = await wholeOffices(tx);
  if (queueIds === 'all' || offices === 'all') return 'all';
  const messages = await tx.query<{ id: string }>({
    name: 'own-messages',
    text: `SELECT m.id FROM display_messages m
           WHERE m.organization_id = $1 AND (m.office_id = ANY ($2) OR (
             EXISTS (SELECT FROM display_message_queues q WHERE q.organization_id = $1 AND q.message_id = m.id)
             AND NOT EXISTS (SELECT FROM display_message_queues q
                             WHERE q.organization_id = $1 AND q.message_id = m.id AND q.queue_id <> ALL ($3))))`,
    values: [tx.actor.organizationId, offices, queueIds],
  });
  return messages.map(({ id }) => id);
}

/** @throws Refusal `not_found` */
export async function reachableMessage(
  tx: Reading,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Row<DisplayMessageRow>> {
  const row = await findRow(tx, tx.database.DisplayMessage, id, options);
  const own = await reachableMessages(tx);
  if (own !== 'all' && !own.includes(id)) throw new Refusal('not_found');
  return row;
}
