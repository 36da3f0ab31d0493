import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { listAll } from '../../shared/list-all.ts';

/** Where one can work: what is in use of the organization's offices, counters and queues. */
export type Workplace = { offices: Office[]; counters: Counter[]; queues: Queue[] };

export async function readWorkplace(): Promise<Workplace> {
  const [offices, counters, queues] = await Promise.all([
    listAll<Office>('/offices'),
    listAll<Counter>('/counters'),
    listAll<Queue>('/queues'),
  ]);
  const inUse = <T extends { active: boolean }>(all: T[]) => all.filter(({ active }) => active);
  return { offices: inUse(offices), counters: inUse(counters).sort(byName), queues: inUse(queues).sort(byName) };
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}
