import type { z } from 'zod';
import { permit } from '../../../models/rules/permissions.ts';
import type { changeCounter as body, Counter } from '../../../realtime/contract/resources/counters.ts';
import { counterAnswer } from '../../queries/counters/counter-answers.ts';
import { ownCounter } from '../../queries/counters/own-counter.ts';
import { revise } from '../revise.ts';
import type { Writing } from '../transact.ts';
import { requireIdleCounter } from './require-idle-counter.ts';

/**
 * The name is what people were sent to, and it stands on boards: it changes only while the counter is closed.
 * @throws Refusal `not_found`, `version_mismatch`, `already_taken`, `in_use`, `counter_busy`
 */
export async function changeCounter(
  tx: Writing,
  { id, expected, ...changes }: z.infer<typeof body> & { id: string; expected: number | null },
): Promise<Counter> {
  permit(tx.actor, 'catalogue.change');
  await ownCounter(tx, id);
  await requireIdleCounter(tx, id);
  return counterAnswer(tx, await revise(tx, tx.database.Counter, { id, expected }, changes));
}
