import { permit } from '../../../models/rules/permissions.ts';
import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { scheduleAnswer } from './schedule-answer.ts';

/** @throws Refusal `not_found` */
export async function schedule(tx: Reading, id: string): Promise<Schedule> {
  permit(tx.actor, 'catalogue.read');
  return scheduleAnswer(await findRow(tx, tx.database.Schedule, id));
}
