import { permit } from '../../../models/rules/permissions.ts';
import type { ApiKey } from '../../../realtime/contract/resources/api-keys.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { apiKeyAnswer } from './api-key-answer.ts';

/** @throws Refusal `not_found` */
export async function apiKey(tx: Reading, id: string): Promise<ApiKey> {
  permit(tx.actor, 'api_key.read');
  return apiKeyAnswer(await findRow(tx, tx.database.ApiKey, id));
}
