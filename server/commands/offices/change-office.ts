import type { z } from 'zod';
import { permitEverywhere } from '../../../models/rules/permissions.ts';
import type { changeOffice as body, Office } from '../../../realtime/contract/resources/offices.ts';
import { officeAnswer } from '../../queries/offices/office-answer.ts';
import { lockQueues } from '../queues/lock-queue.ts';
import { record } from '../entries/record.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { positionColumns } from './position-columns.ts';
import { requireEmptyOffice } from './require-empty-office.ts';

/**
 * The time zone is on the boards of the office's queues, so they hear of a new one.
 * @throws Refusal `not_found`, `version_mismatch`, `in_use` for an office that still has queues or counters
 */
export async function changeOffice(
  tx: Writing,
  { id, expected, position, ...given }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Office> {
  permitEverywhere(tx.actor, 'catalogue.change');
  const changes = { ...given, ...positionColumns(position) };
  const queues = changes.time_zone === undefined ? [] : [...(await lockQueues(tx, await queuesOf(tx, id))).values()];
  const row = await revise(tx, tx.database.Office, { id, expected }, changes);
  if (changes.active === false) await requireEmptyOffice(tx, id);
  for (const queue of queues) {
    if (queue.time_zone === row.time_zone) continue;
    await record(
      tx,
      { ...queue, time_zone: row.time_zone },
      { type: 'queue.changed', entries: [], queueChanged: true },
    );
  }
  return officeAnswer(row);
}

async function queuesOf(tx: Writing, officeId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>({
    name: 'queues-of-office',
    text: 'SELECT id FROM queues WHERE organization_id = $1 AND office_id = $2 AND active',
    values: [tx.actor.organizationId, officeId],
  });
  return rows.map(({ id }) => id);
}
