import type { PushAddress } from '../../access/personal-data.ts';
import { PUSHES_DUE } from '../../queries/pushes-due.ts';
import { UNDO_WITHIN_MS } from '../entries/undo-within.ts';
import { requireSystem } from '../require-system.ts';
import type { Writing } from '../transact.ts';

/** Something that one telephone has to be told now. No name. */
export type Push = {
  id: string;
  entryId: string;
  address: PushAddress;
  language: string;
  kind: 'called' | 'nearly';
  ticketNumber: string;
  counter: string | null;
  /** Called: be there by then. */
  until: Date | null;
};

type Row = {
  id: string;
  entry_id: string;
  push_address: Buffer;
  language: string;
  kind: Push['kind'];
  ticket_number: string;
  counter: string | null;
  timer_at: Date | null;
};

/**
 * What is to be said in these queues and has not been said. Whoever takes it says it: should the node die in between, it is lost
 * and not said twice. Stays whose end nobody can take back any more lose their telephones.
 */
export async function takePushes(tx: Writing, { queue_ids }: { queue_ids: readonly string[] }): Promise<Push[]> {
  requireSystem(tx.actor);
  const rows = await tx.query<Row>({
    name: 'take-pushes',
    text: `UPDATE push_subscriptions s SET told = due.said
           FROM (${PUSHES_DUE}) due
           JOIN entries e ON e.organization_id = $1 AND e.id = due.entry_id
           LEFT JOIN counters c ON c.organization_id = $1 AND c.id = e.counter_id
           WHERE s.organization_id = $1 AND s.entry_id = due.entry_id AND s.told IS DISTINCT FROM due.said
           RETURNING s.id, s.entry_id, s.push_address, s.language, due.kind, e.ticket_number, c.name AS counter, e.timer_at`,
    values: [tx.actor.organizationId, queue_ids],
  });
  tx.send({
    name: 'end-pushes-of-ended-stays',
    text: `DELETE FROM push_subscriptions s USING entries e
           WHERE s.organization_id = $1 AND e.organization_id = $1 AND e.id = s.entry_id AND e.queue_id = ANY ($2::uuid[]) AND e.closed_at < $3`,
    values: [tx.actor.organizationId, queue_ids, new Date(tx.now.getTime() - UNDO_WITHIN_MS)],
  });
  const pushes = rows.flatMap((row) => opened(tx, row));
  const shut = rows.filter(({ id }) => !pushes.some((push) => push.id === id));
  if (shut.length > 0)
    await tx.query({
      name: 'drop-shut-push-subscriptions',
      text: 'DELETE FROM push_subscriptions WHERE organization_id = $1 AND id = ANY ($2)',
      values: [tx.actor.organizationId, shut.map(({ id }) => id)],
    });
  return pushes;
}

/** Nothing where it was sealed with a key that is no more: the page asks anew, and the others must not wait for it. */
function opened(tx: Writing, row: Row): Push[] {
  const { id, entry_id, push_address, language, kind, ticket_number, counter, timer_at } = row;
  try {
    const address = tx.personal.openPushAddress(id, push_address);
    return [{ id, entryId: entry_id, address, language, kind, ticketNumber: ticket_number, counter, until: timer_at }];
  } catch {
    return [];
  }
}
