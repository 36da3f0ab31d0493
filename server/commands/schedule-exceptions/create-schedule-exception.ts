import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type {
  createScheduleException as body,
  ScheduleException,
} from '../../../realtime/contract/resources/schedules.ts';
import { scheduleExceptionAnswer } from '../../queries/schedule-exceptions/schedule-exception-answer.ts';
import { audit } from '../log/audit.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';
import { requireSense } from './require-sense.ts';

/** What is booked on a day that is closed stays booked: somebody has to speak with these people. @throws Refusal `not_found`, `invalid_input` */
export async function createScheduleException(
  tx: Writing,
  {
    name,
    kind,
    provider_id = null,
    office_id = null,
    from_on,
    until_on,
    from_time = null,
    until_time = null,
  }: z.infer<typeof body>,
): Promise<ScheduleException> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const given = { name, kind, provider_id, office_id, from_on, until_on, from_time, until_time };
  await requireExisting(tx, tx.database.Provider, [provider_id], 'body.provider_id');
  await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
  await requireSense(tx, given);
  const row = await tx.database.ScheduleException.create(
    { organization_id: tx.actor.organizationId, id: uuidv7(), ...given, imported_uid: null },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'schedule_exception.created', subjectId: row.id, after: given });
  return scheduleExceptionAnswer(row);
}
