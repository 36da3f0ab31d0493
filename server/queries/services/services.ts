import { permit } from '../../../models/rules/permissions.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { serviceAnswer } from './service-answer.ts';

export async function services(
  tx: Reading,
  { active, ...part }: PageOf & { active?: boolean | undefined },
): Promise<Page<Service>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Service, part, { active }, (rows) => rows.map(serviceAnswer));
}
