import { permit } from '../../../models/rules/permissions.ts';
import { reachableMessage } from '../../queries/display-messages/reachable-messages.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { removeDisplayFile } from './remove-display-file.ts';

/** @throws Refusal `not_found` */
export async function removePicture(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'catalogue.change');
  const { picture_id } = await reachableMessage(tx, id, { lock: true });
  if (picture_id === null) return;
  await revise(tx, tx.database.DisplayMessage, { id, expected: null }, { picture_id: null });
  await removeDisplayFile(tx, picture_id);
}
