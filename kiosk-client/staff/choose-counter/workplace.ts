import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { byName } from '../../shared/i18n/by-name.ts';
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
  const workplace = { counters: inUse(counters).sort(byName), queues: inUse(queues).sort(byName) };
  // Whoever is limited to some queues is not offered the places that have none of them.
  const own = new Set(workplace.queues.map(({ office_id }) => office_id));
  const withQueues = inUse(offices).filter(({ id }) => own.has(id));
  return { ...workplace, offices: withQueues.length > 0 ? withQueues : inUse(offices) };
}
