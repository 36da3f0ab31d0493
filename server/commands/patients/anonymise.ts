import { endPushes } from '../pushes/end-pushes.ts';
import type { Writing } from '../transact.ts';

/**
 * Everything that was typed about these people goes, out of their ended stays and the history of their queues. A function of the
 * database does it, because the service may not rewrite the past in any other way. Answers how many stays there were.
 */
export async function anonymise(tx: Writing, entryIds: readonly string[]): Promise<number> {
  endPushes(tx, entryIds);
  const [row] = await tx.query<{ stays: number }>({
    name: 'forget-stays',
    text: 'SELECT app.forget_stays($1) AS stays',
    values: [entryIds],
  });
  return row?.stays ?? 0;
}
