import { concernsQueue, permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { queueAnswer } from './queue-answer.ts';

/** @throws Refusal `not_found` */
export async function queue(tx: Reading, id: string): Promise<Queue> {
  permit(tx.actor, 'catalogue.read');
  if (!concernsQueue(tx.actor, id)) throw new Refusal('not_found');
  return queueAnswer(await findRow(tx, tx.database.Queue, id));
}
