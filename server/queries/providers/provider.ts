import { permit } from '../../../models/rules/permissions.ts';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { providerAnswer } from './provider-answers.ts';

/** @throws Refusal `not_found` */
export async function provider(tx: Reading, id: string): Promise<Provider> {
  permit(tx.actor, 'catalogue.read');
  return providerAnswer(tx, await findRow(tx, tx.database.Provider, id));
}
