import { permit } from '../../../models/rules/permissions.ts';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { providerAnswers } from './provider-answers.ts';

export async function providers(
  tx: Reading,
  { active, ...part }: PageOf & { active?: boolean | undefined },
): Promise<Page<Provider>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Provider, part, { active }, (rows) => providerAnswers(tx, rows));
}
