import { permit } from '../../../models/rules/permissions.ts';
import type { ApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { apiKeyAnswer } from './api-key-answer.ts';

export async function apiKeys(tx: Reading, part: PageOf): Promise<Page<ApiKey>> {
  permit(tx.actor, 'api_key.read');
  return page(tx, tx.database.ApiKey, part, {}, (rows) => rows.map(apiKeyAnswer));
}
