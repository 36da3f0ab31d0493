import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import { findRow } from '../../queries/find-row.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';

/**
 * Gives a provider's calendar a new secret address; the one before leads nowhere from then on.
 * @returns what the address is made from
 * @throws Refusal `not_found`
 */
export async function shareCalendar(tx: Writing, { id }: { id: string }): Promise<string> {
  permit(tx.actor, 'calendar.share');
  await findRow(tx, tx.database.Provider, id, { lock: true });
  const feedId = uuidv7();
  await tx.query({
    name: 'share-calendar',
    text: `INSERT INTO calendar_feeds (organization_id, id, provider_id) VALUES ($1, $2, $3)
           ON CONFLICT (organization_id, provider_id) DO UPDATE SET id = excluded.id, created_at = excluded.created_at`,
    values: [tx.actor.organizationId, feedId, id],
  });
  await audit(tx, { action: 'provider.calendar_shared', subjectId: id });
  return feedId;
}
