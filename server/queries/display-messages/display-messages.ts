import { permit } from '../../../models/rules/permissions.ts';
import type { DisplayMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { displayMessageAnswers } from './display-message-answers.ts';
import { reachableMessages } from './reachable-messages.ts';

export async function displayMessages(
  tx: Reading,
  { active, ...part }: PageOf & { active?: boolean | undefined },
  slug: string,
): Promise<Page<DisplayMessage>> {
  permit(tx.actor, 'catalogue.read');
  const among = await reachableMessages(tx);
  return page(tx, tx.database.DisplayMessage, { ...part, among }, { active }, (rows) =>
    displayMessageAnswers(tx, rows, slug),
  );
}
