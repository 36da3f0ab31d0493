import { Busiest, OTHERS } from './busiest.ts';
import type { Register } from './register.ts';

/**
 * More lines than a person can tell apart in a picture, enough to find who takes a node for themselves, and 150 series at most however
 * many organizations there are.
 */
const PLACES = 50;

/** What the busiest organizations take, each by its id, and all others together. */
export function organizationMetrics(register: Register, present: () => ReadonlyMap<string, number>, places = PLACES) {
  const busiest = new Busiest(places);
  const requests = new Map<string, number>([[OTHERS, 0]]);
  const database = new Map<string, number>([[OTHERS, 0]]);

  const add = (sums: Map<string, number>, organizationId: string, more: number) => {
    const name = busiest.nameOf(organizationId);
    sums.set(name, (sums.get(name) ?? 0) + more);
  };

  register.sums(
    'waitlessq_organization_requests_total',
    'Requests of the busiest organizations, by id; of everybody else as other',
    'organization',
    () => requests,
  );
  register.sums(
    'waitlessq_organization_database_seconds_total',
    'For how long the busiest organizations held connections to the database; everybody else, and the node itself, as other',
    'organization',
    () => database,
  );
  register.reading(
    'waitlessq_organization_sockets',
    'Sockets of the busiest organizations on this node; of everybody else as other',
    'organization',
    () => {
      const sums = new Map<string, number>([[OTHERS, 0]]);
      for (const [organizationId, sockets] of present()) add(sums, organizationId, sockets);
      return sums;
    },
  );

  return {
    requested(organizationId: string): void {
      busiest.note(organizationId, 1);
      add(requests, organizationId, 1);
    },
    /** @param line  an organization, or one of the lines that belong to none */
    held(line: string, ms: number): void {
      add(database, line, ms / 1000);
    },
    /** Once in a while: who has become busy is named from now on, and who has become quiet no more. */
    rank(): void {
      for (const [organizationId, sockets] of present()) busiest.note(organizationId, sockets);
      for (const organizationId of busiest.giveOut()) {
        requests.delete(organizationId);
        database.delete(organizationId);
      }
    },
  };
}
