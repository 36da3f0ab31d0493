import { permit } from '../../../models/rules/permissions.ts';
import { reachableMessage } from '../../queries/display-messages/reachable-messages.ts';
import { removeUnused } from '../remove-unused.ts';
import type { Writing } from '../transact.ts';
import { removeDisplayFile } from './remove-display-file.ts';

/** With its picture; nothing refers to a message. Whoever wants it back one day takes it out of use instead. @throws Refusal `not_found` */
export async function removeDisplayMessage(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'catalogue.change');
  const { picture_id } = await reachableMessage(tx, id, { lock: true });
  await removeUnused(tx, 'display_messages', id, []);
  await removeDisplayFile(tx, picture_id);
}
