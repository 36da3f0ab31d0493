import { Refusal, type InputError } from '../../../models/rules/refusal.ts';
import type { Role } from '../../../models/vocabulary.ts';
import { requireExisting } from '../require-existing.ts';
import type { Writing } from '../transact.ts';

/** The offices and queues that somebody's work is limited to; both empty: everywhere. */
export type Scope = { office_ids: readonly string[]; queue_ids: readonly string[] };

export const isLimited = ({ office_ids, queue_ids }: Scope): boolean => office_ids.length + queue_ids.length > 0;

/**
 * Whoever decides about everything cannot be limited to a part of it.
 * @param before  the scope so far: what was closed meanwhile may stay among them
 * @throws Refusal `invalid_input`, `not_found` for an office or a queue that is not there
 */
export async function requirePossibleScope(
  tx: Writing,
  role: Role,
  scope: Scope,
  before: Scope = { office_ids: [], queue_ids: [] },
): Promise<void> {
  if (isLimited(scope) && (role === 'owner' || role === 'admin')) {
    const message = 'an owner or an administrator works everywhere';
    const wrong = Object.entries(scope).filter(([, ids]) => ids.length > 0);
    const errors: InputError[] = wrong.map(([what]) => ({ path: `body.${what}`, message }));
    throw new Refusal('invalid_input', undefined, errors);
  }
  const added = (what: keyof Scope) => scope[what].filter((id) => !before[what].includes(id));
  await requireExisting(tx, tx.database.Office, added('office_ids'), 'body.office_ids');
  await requireExisting(tx, tx.database.Queue, added('queue_ids'), 'body.queue_ids');
}

/** Puts this scope in the place of the one before. */
export async function saveScope(tx: Writing, userId: string, { office_ids, queue_ids }: Scope): Promise<void> {
  const { organizationId } = tx.actor;
  await tx.query({
    name: 'drop-user-offices',
    text: 'DELETE FROM user_offices WHERE organization_id = $1 AND user_id = $2',
    values: [organizationId, userId],
  });
  await tx.query({
    name: 'drop-user-queues',
    text: 'DELETE FROM user_queues WHERE organization_id = $1 AND user_id = $2',
    values: [organizationId, userId],
  });
  await tx.query({
    name: 'save-user-offices',
    text: 'INSERT INTO user_offices (organization_id, user_id, office_id) SELECT $1, $2, unnest($3::uuid[])',
    values: [organizationId, userId, [...new Set(office_ids)]],
  });
  await tx.query({
    name: 'save-user-queues',
    text: 'INSERT INTO user_queues (organization_id, user_id, queue_id) SELECT $1, $2, unnest($3::uuid[])',
    values: [organizationId, userId, [...new Set(queue_ids)]],
  });
}
