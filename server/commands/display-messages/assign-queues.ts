import type { DisplayMessageRow } from '../../../models/display-message.ts';
import { reachableMessages } from '../../queries/display-messages/reachable-messages.ts';
import { missing } from '../require-existing.ts';
import type { Writing } from '../transact.ts';

/** The queues that a message belongs to, instead of those before. Who it is for is looked at with `requireOwnAudience`. */
export async function assignQueues(tx: Writing, messageId: string, queueIds: readonly string[]): Promise<void> {
  const organization_id = tx.actor.organizationId;
  const { DisplayMessageQueue } = tx.database;
  const { transaction } = tx;
  await DisplayMessageQueue.destroy({ where: { organization_id, message_id: messageId }, transaction });
  // Another organization's would be refused by the foreign key, in words of its own.
  const own = await existing(tx, queueIds);
  if (own.length < new Set(queueIds).size) throw missing('body.queue_ids');
  await DisplayMessageQueue.bulkCreate(
    own.map((queue_id) => ({ organization_id, message_id: messageId, queue_id })),
    { transaction },
  );
}

/**
 * Once it is written: its queues are of its office, and whoever wrote it has to do with all who will see it.
 * @throws Refusal `not_found`
 */
export async function requireOwnAudience(tx: Writing, { id, office_id }: DisplayMessageRow): Promise<void> {
  const [elsewhere] = await tx.query({
    name: 'message-queues-elsewhere',
    text: `SELECT q.id FROM display_message_queues m JOIN queues q ON q.organization_id = m.organization_id AND q.id = m.queue_id
           WHERE m.organization_id = $1 AND m.message_id = $2 AND q.office_id IS DISTINCT FROM $3`,
    values: [tx.actor.organizationId, id, office_id],
  });
  if (elsewhere) throw missing('body.queue_ids');
  const own = await reachableMessages(tx);
  if (own !== 'all' && !own.includes(id)) throw missing('body.office_id');
}

async function existing(tx: Writing, queueIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'queues-to-name',
    text: 'SELECT id FROM queues WHERE organization_id = $1 AND id = ANY ($2) AND active',
    values: [tx.actor.organizationId, queueIds],
  });
  return rows.map(({ id }) => id);
}
