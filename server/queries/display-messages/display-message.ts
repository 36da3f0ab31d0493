import { permit } from '../../../models/rules/permissions.ts';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import type { Reading } from '../snapshot.ts';
import { displayMessageAnswer } from './display-message-answers.ts';
import { reachableMessage } from './reachable-messages.ts';

/** @throws Refusal `not_found` */
export async function displayMessage(tx: Reading, id: string, slug: string): Promise<DisplayMessage> {
  permit(tx.actor, 'catalogue.read');
  return displayMessageAnswer(tx, await reachableMessage(tx, id), slug);
}
