import type { MessageKind } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';

/** Something to be told of one appointment. Ids and times: it lies outside row security. */
export type PlannedMessage = {
  appointmentId: string;
  kind: MessageKind;
  /** The start that it speaks of. */
  startsAt: Date;
  /** Of a reminder, how many minutes before; otherwise 0. */
  lead: number;
  /** Null: as soon as this is committed. */
  at: Date | null;
};

/** With the transaction or not at all. The same thing planned again takes the place of what has not been told. */
export function planMessage(tx: Writing, { appointmentId, kind, startsAt, lead, at }: PlannedMessage): void {
  tx.send({
    name: 'plan-message',
    text: 'SELECT app.plan_message($1, $2, $3, $4, $5)',
    values: [appointmentId, kind, startsAt, lead, at],
  });
}
