import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { audit } from '../log/audit.ts';
import type { Writing } from '../transact.ts';
import { endFeed } from './end-feed.ts';

/** The secret address of a provider's calendar leads nowhere any more. @throws Refusal `not_found` where there is none */
export async function stopSharingCalendar(tx: Writing, { id }: { id: string }): Promise<void> {
  permit(tx.actor, 'provider.change');
  if (!(await endFeed(tx, id))) throw new Refusal('not_found');
  await audit(tx, { action: 'provider.calendar_unshared', subjectId: id });
}
