import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { Counter, createCounter as body } from '../../../realtime/contract/resources/counters.ts';
import { counterAnswer } from '../../queries/counters/counter-answers.ts';
import { concernsOffice } from '../../queries/own-offices.ts';
import { missing, requireExisting } from '../require-existing.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/** @throws Refusal `not_found` for the office, `already_taken` for the name */
export async function createCounter(tx: Writing, { name, office_id }: z.infer<typeof body>): Promise<Counter> {
  permit(tx.actor, 'catalogue.change');
  await requireExisting(tx, tx.database.Office, [office_id], 'body.office_id');
  if (!(await concernsOffice(tx, office_id))) throw missing('body.office_id');
  const row = await tx.database.Counter.create(
    { organization_id: tx.actor.organizationId, id: uuidv7(), name, office_id },
    { transaction: tx.transaction },
  );
  await audit(tx, { action: 'counter.created', subjectId: row.id, after: { name, office_id } });
  return counterAnswer(tx, row);
}
