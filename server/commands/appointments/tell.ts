import type { AppointmentRow } from '../../../models/appointment.ts';
import type { MessageKind } from '../../../models/vocabulary.ts';
import type { Writing } from '../transact.ts';
import { planMessage } from './plan-message.ts';

/** What the person is told of. Reminders follow from the first two. */
export type Telling = Exclude<MessageKind, 'reminder'>;

/** Called in the transaction that changed the appointment, once for each change that the person should hear of. */
export async function tell(tx: Writing, { id, starts_at: startsAt }: AppointmentRow, kind: Telling): Promise<void> {
  if (startsAt === null) return;
  planMessage(tx, { appointmentId: id, kind, startsAt, lead: 0, at: null });
}
