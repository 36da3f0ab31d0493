import { permit } from '../../../models/rules/permissions.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import { ownOffices } from '../own-offices.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { counterAnswers } from './counter-answers.ts';

export async function counters(
  tx: Reading,
  { active, office_id, ...part }: PageOf & { active?: boolean | undefined; office_id?: string | undefined },
): Promise<Page<Counter>> {
  permit(tx.actor, 'catalogue.read');
  const own = await ownOffices(tx);
  const offices = own === 'all' ? office_id : own.filter((id) => office_id === undefined || id === office_id);
  return page(tx, tx.database.Counter, part, { active, office_id: offices }, (rows) => counterAnswers(tx, rows));
}
