import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../../models/vocabulary.ts';
import { makeStoredToken } from '../access/stored-token.ts';
import { systemOf } from '../access/system-of.ts';
import { createApiKey } from '../commands/api-keys/create-api-key.ts';
import type { IssueAccessToken } from '../commands/auth/give-tokens.ts';
import { createCounter } from '../commands/counters/create-counter.ts';
import { openSession } from '../commands/counters/session.ts';
import { assignQueues } from '../commands/devices/assign-queues.ts';
import { createOffice } from '../commands/offices/create-office.ts';
import { createOrganization } from '../commands/organizations/create-organization.ts';
import { setPlan } from '../commands/organizations/set-plan.ts';
import { createQueue } from '../commands/queues/create-queue.ts';
import type { Writing } from '../commands/transact.ts';
import type { Doors } from '../doors.ts';

/** What a load test needs to know of one organization: the same words as in load-tests/site/organizations.ts. */
export type LoadOrganization = {
  slug: string;
  queue_id: string;
  counter_ids: string[];
  /** Tokens that do not run out during a long test. */
  staff_token: string;
  display_token: string;
};

type Wanted = { slug: string; counters: number; passwordHash: string };

/** An organization that is open for work: a queue that anybody may join, counters that call from it, a display, and a key for its staff. */
export async function makeLoadOrganization(
  doors: Doors,
  issue: IssueAccessToken,
  { slug, counters, passwordHash }: Wanted,
): Promise<LoadOrganization> {
  const organizationId = uuidv7();
  const { user } = await doors.transact(systemOf(organizationId), async (tx) => {
    const owner = { name: 'Owner', email: `owner@${slug}.example` };
    const made = await createOrganization(tx, issue, { slug, name: slug, time_zone: 'UTC', owner }, passwordHash);
    // One key does here what a whole staff does: with the pace of a large organization.
    await setPlan(tx, { plan: 'enterprise', reason: 'made for load tests' });
    return made;
  });
  const owner: Actor = { kind: 'user', organizationId, id: user.id, role: 'owner', queueIds: 'all' };
  return doors.transact(owner, async (tx) => ({ slug, ...(await furnish(tx, counters)) }));
}

async function furnish(tx: Writing, counters: number): Promise<Omit<LoadOrganization, 'slug'>> {
  const office = await createOffice(tx, { name: 'Office' }, 'UTC');
  const queue = await createQueue(tx, { name: 'Queue', prefix: 'A', office_id: office.id, public_join: true });
  const counterIds: string[] = [];
  for (let n = 1; n <= counters; n++) {
    const { id } = await createCounter(tx, { name: `Counter ${n}`, office_id: office.id });
    await openSession(tx, { counter_id: id, queue_ids: [queue.id] });
    counterIds.push(id);
  }
  const { key } = await createApiKey(tx, {
    name: 'Staff of the load test',
    scopes: ['entry.join', 'entry.call', 'entry.serve', 'entry.cancel', 'queue.watch', 'queue.watch_staff'],
  });
  return {
    queue_id: queue.id,
    counter_ids: counterIds,
    staff_token: key,
    display_token: await makeDisplay(tx, office.id, queue.id),
  };
}

/** Without the code that a screen shows and a manager types: there is no screen. */
async function makeDisplay(tx: Writing, officeId: string, queueId: string): Promise<string> {
  const { organizationId } = tx.actor;
  const id = uuidv7();
  const { token, hash } = makeStoredToken('device', organizationId, id);
  await tx.database.Device.create(
    { organization_id: organizationId, id, kind: 'display', name: 'Display', office_id: officeId, token_hash: hash },
    { transaction: tx.transaction },
  );
  await assignQueues(tx, id, [queueId]);
  return token;
}
