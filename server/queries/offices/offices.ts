import { permit } from '../../../models/rules/permissions.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { officeAnswer } from './office-answer.ts';

export async function offices(
  tx: Reading,
  { active, ...part }: PageOf & { active?: boolean | undefined },
): Promise<Page<Office>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Office, part, { active }, (rows) => rows.map(officeAnswer));
}
