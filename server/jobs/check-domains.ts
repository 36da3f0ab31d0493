import type { Database } from '../../models/database.ts';
import { systemOf } from '../access/system-of.ts';
import { checkDomain } from '../commands/domains/check-domain.ts';
import type { Doors } from '../doors.ts';
import type { TxtRecords } from '../integrations/dns/txt-records.ts';
import { recordOf } from '../queries/domains/domain-answer.ts';
import { every } from './every.ts';

/** A round takes the few that are due: a day later they are due again, so the day is filled evenly. */
const ROUNDS_EVERY_MS = 60_000;
const AT_ONCE = 20;

/** Asks every day whether the records of verified hosts still stand; of those where it does not, every hour. @returns stop */
export function startDomainChecks(
  database: Database,
  doors: Doors,
  txtRecords: TxtRecords,
  { onError, onChecked }: { onError: (error: unknown) => void; onChecked?: OnChecked | undefined },
): () => Promise<void> {
  return every(ROUNDS_EVERY_MS, () => checkDomains(database, doors, txtRecords, null, onChecked), onError);
}

/** Hears what came of each check. Name servers that say nothing count as a missing record, and as this. */
export type OnChecked = (result: 'found' | 'missing' | 'no_answer') => void;

type Due = { organization_id: string; id: string; host: string; challenge: string; checked_at: Date | null };

export async function checkDomains(
  database: Database,
  doors: Doors,
  txtRecords: TxtRecords,
  now: Date | null,
  onChecked: OnChecked = () => undefined,
): Promise<void> {
  const due = await database.directory<Due>({
    name: 'domains-to-check',
    text: `SELECT d.organization_id, d.id, d.host, d.challenge, d.checked_at
           FROM control.domains d JOIN control.organizations o ON o.id = d.organization_id
           WHERE o.status <> 'closed' AND d.verified_at IS NOT NULL AND d.released_at IS NULL
             AND (d.checked_at IS NULL OR d.checked_at < coalesce($1, clock_timestamp())
               - CASE WHEN d.failing_since IS NULL THEN interval '24 hours' ELSE interval '1 hour' END)
           ORDER BY d.checked_at NULLS FIRST LIMIT ${AT_ONCE}`,
    values: [now],
  });
  // Name servers that do not answer must not hold up the others.
  const checked = await Promise.allSettled(
    due.map(async (domain) => {
      const { organization_id: organizationId, id, checked_at: checkedAt } = domain;
      const { name, value } = recordOf(domain);
      // Silence counts as a missing record: the three days are there for it.
      const result = await txtRecords(name).then(
        (values) => (values.includes(value) ? 'found' : 'missing'),
        () => 'no_answer' as const,
      );
      onChecked(result);
      const found = result === 'found';
      await doors.transact(systemOf(organizationId), (tx) => checkDomain(tx, { id, found, checkedAt }));
    }),
  );
  const failures = checked.filter((result) => result.status === 'rejected');
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${due.length} failed`, { cause: failures[0]?.reason });
}
