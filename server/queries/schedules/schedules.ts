import { permit } from '../../../models/rules/permissions.ts';
import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { scheduleAnswer } from './schedule-answer.ts';

export async function schedules(
  tx: Reading,
  { provider_id, office_id, ...part }: PageOf & { provider_id?: string | undefined; office_id?: string | undefined },
): Promise<Page<Schedule>> {
  permit(tx.actor, 'catalogue.read');
  return page(tx, tx.database.Schedule, part, { provider_id, office_id }, (rows) => rows.map(scheduleAnswer));
}
