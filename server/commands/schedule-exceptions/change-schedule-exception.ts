import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type {
  changeScheduleException as body,
  ScheduleException,
} from '../../../realtime/contract/resources/schedules.ts';
import { findRow } from '../../queries/find-row.ts';
import { scheduleExceptionAnswer } from '../../queries/schedule-exceptions/schedule-exception-answer.ts';
import { requireExisting } from '../require-existing.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireSense } from './require-sense.ts';

/** @throws Refusal `not_found`, `version_mismatch`, `invalid_input` */
export async function changeScheduleException(
  tx: Writing,
  { id, expected, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<ScheduleException> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const before = await findRow(tx, tx.database.ScheduleException, id);
  await requireExisting(tx, tx.database.Provider, [changes.provider_id], 'body.provider_id');
  await requireExisting(tx, tx.database.Office, [changes.office_id], 'body.office_id');
  const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  await requireSense(tx, { ...before.get(), ...given });
  return scheduleExceptionAnswer(await revise(tx, tx.database.ScheduleException, { id, expected }, changes));
}
