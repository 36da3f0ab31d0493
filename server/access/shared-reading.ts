import { Refusal } from '../../models/rules/refusal.ts';
import type { Reading } from '../queries/snapshot.ts';

/** Looks something up in one organization. */
export type LookUpIn = <T>(organizationId: string, look: (tx: Reading) => Promise<T>) => Promise<T>;

type Asking = { look(tx: Reading): Promise<void>; fail(error: unknown): void };

/** Questions of one reading: enough for a waiting room, and answered within milliseconds. */
const MOST_TOGETHER = 100;
/** Questions: whoever stands behind so many would give up before the answer. */
const MOST_WAITING = 2_000;

/**
 * When a waiting room comes back at once, everybody shows a credential of their own. The first is looked up at once; whoever comes
 * to the same organization meanwhile is looked up together with the others who do, in one reading. A hundred phones are a handful of
 * transactions.
 * @param read  opens one reading of one organization
 * @throws Refusal `too_many_requests` when too many stand before it
 */
export function createSharedReading(
  read: (organizationId: string, work: (tx: Reading) => Promise<void>) => Promise<void>,
): LookUpIn {
  const lines = new Map<string, Asking[]>();

  async function serve(organizationId: string, line: Asking[]): Promise<void> {
    while (line.length > 0) {
      const together = line.splice(0, MOST_TOGETHER);
      try {
        await read(organizationId, async (tx) => void (await Promise.all(together.map(({ look }) => look(tx)))));
      } catch (error) {
        for (const { fail } of together) fail(error);
      }
    }
    lines.delete(organizationId);
  }

  return (organizationId, look) =>
    new Promise((resolve, reject) => {
      // What is wrong with one question is told to whoever asked it.
      const asking = { look: (tx: Reading) => look(tx).then(resolve, reject), fail: reject };
      const line = lines.get(organizationId);
      if (line === undefined) {
        const first = [asking];
        lines.set(organizationId, first);
        void serve(organizationId, first);
      } else if (line.length < MOST_WAITING) line.push(asking);
      else reject(new Refusal('too_many_requests'));
    });
}
