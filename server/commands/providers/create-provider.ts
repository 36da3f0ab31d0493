import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { createProvider as body, Provider } from '../../../realtime/contract/resources/providers.ts';
import { providerAnswer } from '../../queries/providers/provider-answers.ts';
import { audit } from '../log/audit.ts';
import { requireRoom } from '../plans/require-room.ts';
import type { Writing } from '../transact.ts';
import { assignOffices } from './assign-offices.ts';
import { assignServices } from './assign-services.ts';

/** @throws Refusal `not_found` for an office or a service that is not there, `invalid_input`, `plan_limit` */
export async function createProvider(tx: Writing, input: z.infer<typeof body>): Promise<Provider> {
  permit(tx.actor, 'provider.change');
  await requireRoom(tx, 'providers');
  const row = await tx.database.Provider.create(
    { organization_id: tx.actor.organizationId, id: uuidv7(), name: input.name, title: input.title ?? null },
    { transaction: tx.transaction },
  );
  if (input.offices) await assignOffices(tx, row.id, input.offices);
  if (input.service_ids) await assignServices(tx, row.id, input.service_ids);
  await audit(tx, { action: 'provider.created', subjectId: row.id, after: input });
  return providerAnswer(tx, row);
}
