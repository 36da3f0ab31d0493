import { Op } from 'sequelize';
import { permit } from '../../../models/rules/permissions.ts';
import type { ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import { page, type Page, type PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { scheduleExceptionAnswer } from './schedule-exception-answer.ts';

type Wanted = PageOf & {
  provider_id?: string | undefined;
  office_id?: string | undefined;
  /** Those of these days, both included. */
  from?: string | undefined;
  to?: string | undefined;
};

export async function scheduleExceptions(
  tx: Reading,
  { provider_id, office_id, from, to, ...part }: Wanted,
): Promise<Page<ScheduleException>> {
  permit(tx.actor, 'catalogue.read');
  const where = {
    provider_id,
    office_id,
    until_on: from === undefined ? undefined : { [Op.gte]: from },
    from_on: to === undefined ? undefined : { [Op.lte]: to },
  };
  return page(tx, tx.database.ScheduleException, part, where, (rows) => rows.map(scheduleExceptionAnswer));
}
