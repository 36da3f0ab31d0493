import { PUSHES_DUE } from '../../queries/pushes-due.ts';
import type { Writing } from '../transact.ts';

/** Whoever waits again because a move was taken back, and has been told to come nearer, need not hear it once more. */
export function leaveToldAsTold(tx: Writing, { id, queue_id }: { id: string; queue_id: string }): void {
  tx.send({
    name: 'leave-told-as-told',
    text: `UPDATE push_subscriptions s SET told = due.said FROM (${PUSHES_DUE}) due
           WHERE s.organization_id = $1 AND s.entry_id = $3 AND due.entry_id = s.entry_id AND starts_with(s.told, due.kind)`,
    values: [tx.actor.organizationId, [queue_id], id],
  });
}
