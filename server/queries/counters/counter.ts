import { permit } from '../../../models/rules/permissions.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Reading } from '../snapshot.ts';
import { counterAnswer } from './counter-answers.ts';
import { ownCounter } from './own-counter.ts';

/** @throws Refusal `not_found` */
export async function counter(tx: Reading, id: string): Promise<Counter> {
  permit(tx.actor, 'catalogue.read');
  return counterAnswer(tx, await ownCounter(tx, id));
}
