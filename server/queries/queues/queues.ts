import { permit, queueScopeOf } from '../../../models/rules/permissions.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { queueAnswer } from './queue-answer.ts';

export async function queues(
  tx: Reading,
  { active, office_id, ...part }: PageOf & { active?: boolean | undefined; office_id?: string | undefined },
): Promise<Page<Queue>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Queue, { ...part, among: queueScopeOf(tx.actor) }, { active, office_id }, (rows) =>
    rows.map(queueAnswer),
  );
}
