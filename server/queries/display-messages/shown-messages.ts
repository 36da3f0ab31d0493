import type { DisplayMessageRow } from '../../../models/display-message.ts';
import { localDay } from '../../../models/rules/local-day.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { ShownMessage } from '../../../realtime/contract/resources/display-messages.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { pictureAddress } from './display-message-answers.ts';

/** More nobody sees who waits for an hour. */
const MOST = 50;

type Row = Pick<DisplayMessageRow, 'id' | 'texts' | 'picture_id'>;

/** What a screen shows today while nobody is being called. @throws Refusal `unauthenticated` for anybody who is no screen */
export async function shownMessages(tx: Reading, slug: string): Promise<{ data: ShownMessage[] }> {
  if (tx.actor.kind !== 'device') throw new Refusal('unauthenticated');
  const { organizationId, officeId, queueIds } = tx.actor;
  const { time_zone } = await findRow(tx, tx.database.Office, officeId);
  const rows = await tx.query<Row>({
    name: 'shown-messages',
    text: `SELECT m.id, m.texts, m.picture_id FROM display_messages m
           WHERE m.organization_id = $1 AND m.active AND (m.texts <> '{}' OR m.picture_id IS NOT NULL)
             AND (m.office_id IS NULL OR m.office_id = $2)
             AND $3::date BETWEEN coalesce(m.from_on, '-infinity') AND coalesce(m.until_on, 'infinity')
             AND (NOT EXISTS (SELECT FROM display_message_queues q WHERE q.organization_id = $1 AND q.message_id = m.id)
                  OR EXISTS (SELECT FROM display_message_queues q
                             WHERE q.organization_id = $1 AND q.message_id = m.id AND q.queue_id = ANY ($4)))
           ORDER BY m.position, m.id LIMIT ${MOST}`,
    values: [organizationId, officeId, localDay(tx.now, time_zone), queueIds],
  });
  return {
    data: rows.map(({ id, texts, picture_id }) => ({ id, texts, picture_url: pictureAddress(slug, picture_id) })),
  };
}
