import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { createQueue as body, Queue } from '../../../realtime/contract/resources/queues.ts';
import { wholeOffices } from '../../queries/own-offices.ts';
import { queueAnswer } from '../../queries/queues/queue-answer.ts';
import { missing, requireExisting } from '../require-existing.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** @throws Refusal `not_found` for the office, the provider or the service, `already_taken` for the prefix in this office */
export async function createQueue(tx: Writing, input: z.infer<typeof body>): Promise<Queue> {
  permit(tx.actor, 'catalogue.change');
  const { Office, Provider, Queue, Service } = tx.database;
  await requireExisting(tx, Office, [input.office_id], 'body.office_id');
  // Where somebody works in single queues only, a new one would be none of theirs.
  const own = await wholeOffices(tx);
  if (own !== 'all' && !own.includes(input.office_id)) throw missing('body.office_id');
  await requireExisting(tx, Provider, [input.provider_id], 'body.provider_id');
  await requireExisting(tx, Service, [input.service_id], 'body.service_id');
  const row = await Queue.create(
    {
      organization_id: tx.actor.organizationId,
      id: uuidv7(),
      name: input.name,
      prefix: input.prefix,
      office_id: input.office_id,
      provider_id: input.provider_id ?? null,
      service_id: input.service_id ?? null,
      capacity: input.capacity ?? null,
      public_join: input.public_join ?? false,
      policy: input.policy ?? {},
      texts: input.texts ?? {},
      epoch: randomBytes(6).toString('base64url'),
    },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'queue.created', subjectId: row.id, after: input });
  // What the database fills in by itself.
  return queueAnswer(await row.reload({ transaction: tx.transaction }));
}
