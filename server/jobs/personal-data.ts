import type { Database } from '../../models/database.ts';
import { systemOf } from '../access/system-of.ts';
import { forgetStays } from '../commands/patients/forget-stays.ts';
import { sealStays } from '../commands/patients/seal-stays.ts';
import type { Doors } from '../doors.ts';
import { eachByItself } from './each-by-itself.ts';

/** One transaction's worth: well within the time that a statement may take. */
const AT_ONCE = 500;
/** What is left after so many comes with the next round. */
const BATCHES = 200;

type Stay = { organization_id: string; entry_id: string };

/** Stays that ended longer ago than their organization keeps names. */
export function forgetOldStays(database: Database, doors: Doors, now: Date | null, atOnce = AT_ONCE): Promise<void> {
  const due = () =>
    database.directory<Stay>({
      name: 'stays-to-forget',
      text: 'SELECT organization_id, entry_id FROM app.stays_to_forget(coalesce($1, clock_timestamp()), $2)',
      values: [now, atOnce],
    });
  return inBatches(due, atOnce, (organizationId, entry_ids) =>
    doors.transact(systemOf(organizationId), (tx) => forgetStays(tx, { entry_ids })),
  );
}

/** Stays from before there were keys. None are left after the first time. */
export function sealOldStays(database: Database, doors: Doors, atOnce = AT_ONCE): Promise<void> {
  const unsealed = () =>
    database.directory<Stay>({
      name: 'unsealed-stays',
      text: 'SELECT organization_id, entry_id FROM app.unsealed_stays($1)',
      values: [atOnce],
    });
  return inBatches(unsealed, atOnce, (organizationId, entry_ids) =>
    doors.transact(systemOf(organizationId), (tx) => sealStays(tx, { entry_ids })),
  );
}

/** Changes that nobody can catch up with any more lose their content; whoever asks for them is given a board. */
export async function dropOldPayloads(database: Database, now: Date | null, atOnce = 5_000): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const [row] = await database.directory<{ dropped: number }>({
      name: 'drop-old-payloads',
      text: 'SELECT app.drop_old_payloads(coalesce($1, clock_timestamp()), $2) AS dropped',
      values: [now, atOnce],
    });
    if ((row?.dropped ?? 0) < atOnce) return;
  }
}

async function inBatches(
  find: () => Promise<Stay[]>,
  atOnce: number,
  work: (organizationId: string, entryIds: string[]) => Promise<void>,
): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const stays = await find();
    const byOrganization = new Map<string, string[]>();
    for (const { organization_id, entry_id } of stays) {
      byOrganization.set(organization_id, [...(byOrganization.get(organization_id) ?? []), entry_id]);
    }
    await eachByItself([...byOrganization], ([organizationId, entryIds]) => work(organizationId, entryIds));
    if (stays.length < atOnce) return;
  }
}
