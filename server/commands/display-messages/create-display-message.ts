import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type {
  createDisplayMessage as body,
  DisplayMessage,
} from '../../../realtime/contract/resources/display-messages.ts';
import { displayMessageAnswer } from '../../queries/display-messages/display-message-answers.ts';
import { audit } from '../log/audit.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';
import { assignQueues, requireOwnAudience } from './assign-queues.ts';
import { requireDaysInOrder } from './require-days-in-order.ts';

/** @throws Refusal `not_found` for an office or a queue, `invalid_input` for days in the wrong order */
export async function createDisplayMessage(
  tx: Writing,
  {
    name,
    texts = {},
    office_id = null,
    queue_ids = [],
    from_on = null,
    until_on = null,
    position = 100,
  }: z.infer<typeof body>,
  slug: string,
): Promise<DisplayMessage> {
  permit(tx.actor, 'catalogue.change');
  requireDaysInOrder({ from_on, until_on });
  await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
  const given = { name, texts, office_id, from_on, until_on, position };
  const row = await tx.database.DisplayMessage.create(
    { organization_id: tx.actor.organizationId, id: uuidv7(), ...given, picture_id: null },
    { transaction: tx.transaction },
  );
  await assignQueues(tx, row.id, queue_ids);
  await requireOwnAudience(tx, row);
  await audit(tx, { action: 'display_message.created', subjectId: row.id, after: { ...given, queue_ids } });
  return displayMessageAnswer(tx, row, slug);
}
