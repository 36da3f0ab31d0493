import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { createSchedule as body, Schedule } from '../../../realtime/contract/resources/schedules.ts';
import { scheduleAnswer } from '../../queries/schedules/schedule-answer.ts';
import { lockProviders } from '../appointments/lock-providers.ts';
import { audit } from '../log/audit.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';
import { requireApart } from './require-apart.ts';
import { requireHours } from './require-hours.ts';
import { requireWorksAt } from './require-works-at.ts';

/** @throws Refusal `not_found`, `invalid_input` for days in the wrong order and for hours that overlap others of the provider */
export async function createSchedule(
  tx: Writing,
  { provider_id, office_id, effective_from, effective_until = null, hours }: z.infer<typeof body>,
): Promise<Schedule> {
  permitEverywhere(tx.actor, 'catalogue.change');
  requireHours({ effective_from, effective_until, hours });
  await requireExisting(tx, tx.database.Provider, [provider_id], 'body.provider_id');
  await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
  await requireWorksAt(tx, { provider_id, office_id });
  // Of two who set hours at once the second one sees the first one's.
  await lockProviders(tx, [provider_id]);
  const given = { provider_id, office_id, effective_from, effective_until, hours };
  const row = await tx.database.Schedule.create(
    { organization_id: tx.actor.organizationId, id: uuidv7(), ...given },
    { transaction: tx.transaction },
  );
  await requireApart(tx, row);
  await audit(tx, { action: 'schedule.created', subjectId: row.id, after: given });
  return scheduleAnswer(row);
}
