import type { EntryRow } from '../../../models/entry.ts';
import type { AppointmentMove, EventType } from '../../../models/vocabulary.ts';
import { APPOINTMENT_LIFECYCLE } from '../../../models/rules/appointment-lifecycle.ts';
import type { Writing } from '../transact.ts';

/**
 * How a stay ends, the appointment that it came from ends, too, in the same transaction; when the end is taken back, that of the
 * appointment is. A transfer goes on with the same appointment elsewhere.
 */
export function followAppointment(
  tx: Writing,
  type: EventType,
  { before, after }: { before: EntryRow | null; after: EntryRow },
): void {
  if (after.appointment_id === null || before === null) return;
  const move = moveFor(type, before, after);
  if (move === null) return;
  const { from, to } = APPOINTMENT_LIFECYCLE[move];
  const isAgain = move === 'reopen';
  tx.send({
    name: 'follow-appointment',
    // Taken up again, it keeps nobody away: somebody may have been given its time meanwhile.
    text: `WITH moved AS (
             UPDATE appointments SET status = $3, status_at = $4, version = version + 1, closed_at = $5, timer_at = NULL,
               overbooked = overbooked OR ($6 AND NOT holds_time)
             WHERE organization_id = $1 AND id = $2 AND status = ANY ($7::text[]) RETURNING id, version)
           INSERT INTO appointment_events (organization_id, appointment_id, version, move, status, at, actor_kind, actor_id)
           SELECT $1, id, version, $8, $3, $4, $9, $10 FROM moved`,
    values: [
      tx.actor.organizationId,
      after.appointment_id,
      to,
      tx.now,
      isAgain ? null : tx.now,
      isAgain,
      from,
      move,
      tx.actor.kind,
      tx.actor.id,
    ],
  });
}

function moveFor(type: EventType, before: EntryRow, after: EntryRow): AppointmentMove | null {
  const ended = before.closed_at === null && after.closed_at !== null;
  const taken = before.closed_at !== null && after.closed_at === null;
  if (taken) return before.status === 'transferred' ? null : 'reopen';
  // The stay that a transfer began ends with its undoing; the person is where they were.
  if (!ended || type === 'entry.undone') return null;
  switch (after.status) {
    case 'served':
      return 'fulfil';
    case 'no_show':
      return 'miss';
    case 'left':
    case 'cancelled':
      return 'cancel';
    default:
      return null;
  }
}
