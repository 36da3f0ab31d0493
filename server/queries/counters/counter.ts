import { permit } from '../../../models/rules/permissions.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { counterAnswer } from './counter-answers.ts';

/** @throws Refusal `not_found` */
export async function counter(tx: Reading, id: string): Promise<Counter> {
  permit(tx.actor, 'catalogue.read');
  return counterAnswer(tx, await findRow(tx, tx.database.Counter, id));
}
