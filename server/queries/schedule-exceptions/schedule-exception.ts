import { permit } from '../../../models/rules/permissions.ts';
import type { ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { scheduleExceptionAnswer } from './schedule-exception-answer.ts';

/** @throws Refusal `not_found` */
export async function scheduleException(tx: Reading, id: string): Promise<ScheduleException> {
  permit(tx.actor, 'catalogue.read');
  return scheduleExceptionAnswer(await findRow(tx, tx.database.ScheduleException, id));
}
