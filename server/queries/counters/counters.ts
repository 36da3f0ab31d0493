import { permit } from '../../../models/rules/permissions.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { counterAnswers } from './counter-answers.ts';

export async function counters(
  tx: Reading,
  { active, office_id, ...part }: PageOf & { active?: boolean | undefined; office_id?: string | undefined },
): Promise<Page<Counter>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Counter, part, { active, office_id }, (rows) => counterAnswers(tx, rows));
}
