import type { EntryRow } from '../../../models/entry.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Called } from '../../../realtime/contract/commands.ts';
import type { Writing } from '../transact.ts';
import { requireFree, type CounterForCall } from './counter-for.ts';
import { entryAnswer } from './entry-answer.ts';
import type { LockedQueue } from '../queues/lock-queue.ts';
import { minutesAfter, moved } from './moved.ts';
import { record } from './record.ts';

/** Somebody who waited when another one was called. */
type Candidate = Pick<EntryRow, 'seq' | 'ticket_number' | 'lane' | 'rank'>;

/**
 * The call itself: the next number of the queue's calls, the grace timer, and why it was this one.
 * @throws Refusal `not_possible_now`
 */
export async function announce(
  tx: Writing,
  call: {
    queue: LockedQueue;
    /** One that `requireCalling` has let through. */
    counter: CounterForCall;
    entry: EntryRow;
    candidates: readonly Candidate[];
    /** Given when staff picked the person by hand. */
    reason: string | null;
  },
): Promise<Called> {
  const { queue, counter, entry, reason } = call;
  const now = tx.now;
  const after = moved(entry, 'call', now, {
    counter_id: counter.id,
    counter: counter.name,
    call_seq: queue.call_seq + 1,
    called_at: now,
    recalls: 0,
    recalled_at: null,
    timer_at: queue.policy.grace === null ? null : minutesAfter(now, queue.policy.grace),
  });
  queue.call_seq += 1;
  await record(tx, queue, { type: 'entry.called', entries: [{ before: entry, after }], undoable: true, reason });
  tx.send({
    name: 'record-call',
    text: `INSERT INTO calls (organization_id, queue_id, call_seq, entry_id, counter_id, called_at, actor_kind, actor_id, reason, why)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      tx.actor.organizationId,
      queue.id,
      queue.call_seq,
      entry.id,
      counter.id,
      now,
      tx.actor.kind,
      tx.actor.id,
      reason,
      JSON.stringify(why(queue, call.candidates)),
    ],
  });
  return { entry: entryAnswer(after), call_seq: queue.call_seq };
}

/**
 * Whether this counter may call from this queue now, whoever would be called.
 * @throws Refusal `queue_paused`, `not_found`, `counter_not_open`, `counter_busy`
 */
export function requireCalling(queue: LockedQueue, counter: CounterForCall | null): CounterForCall {
  if (queue.status === 'paused') throw new Refusal('queue_paused');
  return requireFree(counter);
}

/** What the choice was made from, as it stood under the lock. */
function why(queue: LockedQueue, candidates: readonly Candidate[]) {
  const { walk_in_target, appointment_target, late_after } = queue.policy;
  return {
    policy: { walk_in_target, appointment_target, late_after },
    candidates: candidates.map(({ seq, ticket_number, lane, rank }) => ({ seq, ticket_number, lane, rank })),
  };
}
