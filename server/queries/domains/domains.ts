import { permit } from '../../../models/rules/permissions.ts';
import type { Domain } from '../../../realtime/contract/resources/domains.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { domainAnswer } from './domain-answer.ts';

export async function domains(tx: Reading, part: PageOf): Promise<Page<Domain>> {
  permit(tx.actor, 'organization.read');
  return page(tx, tx.database.Domain, part, { released_at: null }, (rows) => rows.map(domainAnswer));
}
