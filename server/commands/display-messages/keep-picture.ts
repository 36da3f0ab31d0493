import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { displayMessageAnswer } from '../../queries/display-messages/display-message-answers.ts';
import { reachableMessage } from '../../queries/display-messages/reachable-messages.ts';
import { lockOrganization } from '../plans/lock-organization.ts';
import { requireRoom } from '../plans/require-room.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { removeDisplayFile } from './remove-display-file.ts';

/** The picture of a message, instead of the one before. @throws Refusal `not_found`, `plan_limit` */
export async function keepPicture(
  tx: Writing,
  { id, type, content }: { id: string; type: string; content: Buffer },
  slug: string,
): Promise<DisplayMessage> {
  permit(tx.actor, 'catalogue.change');
  // Of two at once the second one finds what the first has left.
  await lockOrganization(tx);
  const { picture_id: before } = await reachableMessage(tx, id, { lock: true });
  const picture_id = uuidv7();
  await tx.query({
    name: 'display-picture-keep',
    text: `INSERT INTO files (organization_id, id, purpose, content_type, content, size, created_at)
           VALUES ($1, $2, 'display_message', $3, $4, $5, $6)`,
    values: [tx.actor.organizationId, picture_id, type, content, content.length, tx.now],
  });
  const row = await revise(tx, tx.database.DisplayMessage, { id, expected: null }, { picture_id });
  await removeDisplayFile(tx, before);
  // All is there that will be: nothing more has to fit.
  await requireRoom(tx, 'storage', 0);
  return displayMessageAnswer(tx, row, slug);
}
