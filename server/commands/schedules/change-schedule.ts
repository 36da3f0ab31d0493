import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { changeSchedule as body, Schedule } from '../../../realtime/contract/resources/schedules.ts';
import { findRow } from '../../queries/find-row.ts';
import { scheduleAnswer } from '../../queries/schedules/schedule-answer.ts';
import { lockProviders } from '../appointments/lock-providers.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireApart } from './require-apart.ts';
import { requireHours } from './require-hours.ts';

/**
 * What is booked stays booked, also outside the new hours.
 * @throws Refusal `not_found`, `version_mismatch`, `invalid_input` as for a new one
 */
export async function changeSchedule(
  tx: Writing,
  { id, expected, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Schedule> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const { provider_id } = await findRow(tx, tx.database.Schedule, id);
  await lockProviders(tx, [provider_id]);
  const row = await revise(tx, tx.database.Schedule, { id, expected }, changes);
  requireHours(row);
  await requireApart(tx, row);
  return scheduleAnswer(row);
}
