import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Office } from '../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import { byName } from '../shared/i18n/by-name.ts';
import { listAll } from '../shared/list-all.ts';
import type { Placed } from './next-person.ts';

/** Where somebody may go on: `elsewhere` names the office, if it is another one. */
export type Target = Pick<Queue, 'id' | 'name' | 'prefix' | 'status'> & { elsewhere: string | null };

/** What was read last is shown at once; what has changed since follows. */
const known = signal<{ queues: readonly Queue[]; offices: readonly Office[] } | null>(null);

/** Every other queue in use, those of the same office first. null: not known yet. */
export function useQueues({ board }: Placed): { queues: Target[] | null; problem: unknown } {
  const [problem, setProblem] = useState<unknown>(null);
  useEffect(() => {
    Promise.all([listAll<Queue>('/queues'), listAll<Office>('/offices')]).then(
      ([queues, offices]) => (known.value = { queues, offices }),
      setProblem,
    );
  }, []);
  return { queues: known.value && targetsOf(known.value, board.queue_id, board.queue.office_id), problem };
}

export function targetsOf(
  { queues, offices }: { queues: readonly Queue[]; offices: readonly Office[] },
  from: string,
  officeId: string,
): Target[] {
  return queues
    .filter(({ id, active }) => active && id !== from)
    .map(({ id, name, prefix, status, office_id }) => ({
      ...{ id, name, prefix, status },
      elsewhere: office_id === officeId ? null : (offices.find((office) => office.id === office_id)?.name ?? null),
    }))
    .sort((a, b) => Number(a.elsewhere !== null) - Number(b.elsewhere !== null) || byName(a, b));
}
