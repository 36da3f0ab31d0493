import type { Database } from '../../models/database.ts';
import { KEPT_AFTER_CLOSING_DAYS } from '../../models/rules/organization-lifecycle.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { systemOf } from '../access/system-of.ts';
import { deleteOrganization } from '../commands/organizations/delete-organization.ts';
import { endTrial } from '../commands/organizations/end-trial.ts';
import type { Writing } from '../commands/transact.ts';
import type { Doors } from '../doors.ts';
import { eachByItself } from './each-by-itself.ts';

const AT_ONCE = 100;

/** Organizations whose trial is over are suspended, unless somebody activated them. */
export async function endTrials(database: Database, doors: Doors, now: Date | null): Promise<void> {
  const over = await database.directory<{ id: string }>({
    name: 'ended-trials',
    text: `SELECT id FROM control.organizations
           WHERE status = 'trial' AND trial_ends_at <= coalesce($1, clock_timestamp()) LIMIT ${AT_ONCE}`,
    values: [now],
  });
  await each(doors, over, endTrial);
}

/** What was closed a month ago goes for good. */
export async function deleteClosed(database: Database, doors: Doors, now: Date | null): Promise<void> {
  const over = await database.directory<{ id: string }>({
    name: 'closed-long-ago',
    text: `SELECT id FROM control.organizations
           WHERE status = 'closed' AND closed_at <= coalesce($1, clock_timestamp()) - make_interval(days => ${KEPT_AFTER_CLOSING_DAYS})
           LIMIT ${AT_ONCE}`,
    values: [now],
  });
  await each(doors, over, deleteOrganization);
}

async function each(
  doors: Doors,
  organizations: readonly { id: string }[],
  work: (tx: Writing) => Promise<unknown>,
): Promise<void> {
  await eachByItself(organizations, async ({ id }) => {
    await doors.transact(systemOf(id), work).catch((error: unknown) => {
      if (!wasFaster(error)) throw error;
    });
  });
}

/** Every node does this: another one, or somebody at the terminal, has. */
function wasFaster(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'not_possible_now' || error.code === 'not_found');
}
