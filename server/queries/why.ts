import { concernsQueue, permit } from '../../models/rules/permissions.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Why } from '../../realtime/contract/commands.ts';
import type { Reading } from './snapshot.ts';

type Row = {
  queue_id: string;
  ticket_number: string;
  status: string;
  seq: number;
  lane: number;
  joined_at: Date;
  due_at: Date;
  call_seq: number | null;
  reason: string | null;
  counter: string | null;
  why: Pick<Why, 'policy' | 'candidates'> | null;
};

/** Why this one: the stored reasons of the latest call, and a sentence for people. @throws Refusal `not_found` */
export async function why(tx: Reading, entryId: string): Promise<Why> {
  permit(tx.actor, 'entry.read');
  const [row] = await tx.query<Row>({
    name: 'why-this-one',
    text: `SELECT e.queue_id, e.ticket_number, e.status, e.seq, e.lane, e.joined_at, e.due_at, k.call_seq, k.reason, c.name AS counter, k.why
           FROM entries e
           LEFT JOIN LATERAL (SELECT * FROM calls k WHERE k.organization_id = e.organization_id AND k.entry_id = e.id
                              ORDER BY k.call_seq DESC LIMIT 1) k ON true
           LEFT JOIN counters c ON c.organization_id = e.organization_id AND c.id = k.counter_id
           WHERE e.organization_id = $1 AND e.id = $2`,
    values: [tx.actor.organizationId, entryId],
  });
  if (!row || !concernsQueue(tx.actor, row.queue_id)) throw new Refusal('not_found');
  return {
    entry_id: entryId,
    ticket_number: row.ticket_number,
    ...cause(row),
    counter: row.counter,
    reason: row.reason,
    call_seq: row.call_seq,
    policy: row.why?.policy ?? {},
    candidates: row.why?.candidates ?? [],
  };
}

function cause(row: Row): Pick<Why, 'cause' | 'sentence'> {
  const { ticket_number: number } = row;
  if (row.why === null) return { cause: 'not_called', sentence: `${number} has not been called yet.` };
  const called = `${number} was call ${row.call_seq} of the queue, to ${row.counter}`;
  if (row.reason !== null) return { cause: 'picked_by_hand', sentence: `${called}, picked by hand: ${row.reason}.` };
  const next = row.why.candidates.find(({ seq }) => seq !== row.seq);
  if (row.lane === 0) {
    return { cause: 'urgent', sentence: `${called}, because urgent people are called before all others.` };
  }
  if (!next) return { cause: 'nobody_else', sentence: `${called}, because nobody else was waiting.` };
  return {
    cause: 'due_first',
    sentence: `${called}, because it was due before ${next.ticket_number} and everybody else who was waiting.`,
  };
}
