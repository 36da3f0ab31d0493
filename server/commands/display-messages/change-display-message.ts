import type { z } from 'zod';
import type { DisplayMessageRow } from '../../../models/display-message.ts';
import { permit } from '../../../models/rules/permissions.ts';
import type {
  changeDisplayMessage as body,
  DisplayMessage,
} from '../../../realtime/contract/resources/display-messages.ts';
import { displayMessageAnswer } from '../../queries/display-messages/display-message-answers.ts';
import { reachableMessage } from '../../queries/display-messages/reachable-messages.ts';
import { requireExisting } from '../require-existing.ts';
import { revise, type Related } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { assignQueues, requireOwnAudience } from './assign-queues.ts';
import { requireDaysInOrder } from './require-days-in-order.ts';

type Changes = z.infer<typeof body>;

/** @throws Refusal `not_found`, `version_mismatch`, `invalid_input` for days in the wrong order */
export async function changeDisplayMessage(
  tx: Writing,
  { id, expected, queue_ids, texts, ...changes }: Changes & { id: string; expected: number | null },
  slug: string,
): Promise<DisplayMessage> {
  permit(tx.actor, 'catalogue.change');
  const before = await reachableMessage(tx, id, { lock: true });
  const { from_on = before.from_on, until_on = before.until_on } = changes;
  requireDaysInOrder({ from_on, until_on });
  await requireExisting(tx, tx.database.Office, [changes.office_id], 'body.office_id');
  const more = queue_ids === undefined ? false : await otherQueues(tx, id, queue_ids);
  const row = await revise(
    tx,
    tx.database.DisplayMessage,
    { id, expected },
    { ...changes, texts: texts && merged(before.texts, texts) },
    more,
  );
  if (queue_ids) await assignQueues(tx, id, queue_ids);
  await requireOwnAudience(tx, row);
  return displayMessageAnswer(tx, row, slug);
}

function merged(
  before: DisplayMessageRow['texts'],
  changes: NonNullable<Changes['texts']>,
): DisplayMessageRow['texts'] {
  const texts = Object.entries({ ...before, ...changes }).filter(([, text]) => text !== null);
  return Object.fromEntries(texts);
}

async function otherQueues(tx: Writing, id: string, queueIds: readonly string[]): Promise<Related> {
  const before = await tx.database.DisplayMessageQueue.findAll({
    where: { organization_id: tx.actor.organizationId, message_id: id },
    transaction: tx.transaction,
  });
  return { before: { queue_ids: before.map(({ queue_id }) => queue_id) }, after: { queue_ids: queueIds } };
}
