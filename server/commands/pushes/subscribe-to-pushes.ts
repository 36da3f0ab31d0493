import { v7 as uuidv7 } from 'uuid';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { SubscribeToPushes } from '../../../realtime/contract/resources/pushes.ts';
import { ownEntryId } from '../../queries/own-entry.ts';
import { PUSHES_DUE } from '../../queries/pushes-due.ts';
import type { Writing } from '../transact.ts';
import { requirePoint } from './require-point.ts';

/** A family's telephones, not a list of everybody's. */
const MOST_OF_A_STAY = 5;

/**
 * The patient's browser wants to be told of the call while the page is closed. Asked again it takes the newer keys and language.
 * @throws Refusal `not_possible_now` once the stay has ended, `invalid_input` for a key that is none
 */
export async function subscribeToPushes(tx: Writing, { endpoint, keys, language }: SubscribeToPushes): Promise<void> {
  permit(tx.actor, 'entry.follow');
  requirePoint(keys.p256dh);
  const { organizationId } = tx.actor;
  const entryId = ownEntryId(tx);
  const [stay] = await tx.query<{ queue_id: string }>({
    name: 'open-stay',
    text: 'SELECT queue_id FROM entries WHERE organization_id = $1 AND id = $2 AND closed_at IS NULL FOR NO KEY UPDATE',
    values: [organizationId, entryId],
  });
  if (!stay) throw new Refusal('not_possible_now', 'The visit is over.');
  const index = tx.personal.pushIndex(endpoint);
  const [known] = await tx.query<{ id: string }>({
    name: 'known-push-subscription',
    text: 'SELECT id FROM push_subscriptions WHERE organization_id = $1 AND entry_id = $2 AND push_index = $3',
    values: [organizationId, entryId, index],
  });
  const id = known?.id ?? uuidv7();
  await tx.query({
    name: 'keep-push-subscription',
    text: `INSERT INTO push_subscriptions (organization_id, id, entry_id, push_address, push_index, language)
           VALUES ($1, $2, $3, $4, $5, $6)
           ON CONFLICT (organization_id, id) DO UPDATE SET push_address = excluded.push_address, language = excluded.language`,
    values: [
      organizationId,
      id,
      entryId,
      tx.personal.sealPushAddress(id, { endpoint, p256dh: keys.p256dh, auth: keys.auth }),
      index,
      language,
    ],
  });
  // Whoever asks has the page open, and sees what there is to be said at this moment.
  await tx.query({
    name: 'seen-on-the-page',
    text: `UPDATE push_subscriptions s SET told = due.said FROM (${PUSHES_DUE}) due
           WHERE s.organization_id = $1 AND s.id = $3 AND due.entry_id = s.entry_id`,
    values: [organizationId, [stay.queue_id], id],
  });
  await tx.query({
    name: 'drop-oldest-push-subscriptions',
    text: `DELETE FROM push_subscriptions WHERE organization_id = $1 AND id IN (
             SELECT id FROM push_subscriptions WHERE organization_id = $1 AND entry_id = $2
             ORDER BY created_at DESC OFFSET ${MOST_OF_A_STAY})`,
    values: [organizationId, entryId],
  });
}
