import type { AppointmentRow } from '../../../models/appointment.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';
import { waitEndsAt } from './wait-ends-at.ts';

/**
 * The person waits again, and is not asked about this time any more, after silence neither: what nobody of the waitlist takes must be
 * free for others, and of one time somebody is told once.
 */
export async function endOffer(tx: Writing, row: AppointmentRow): Promise<AppointmentRow> {
  return moveOn(tx, row, 'decline', {
    ...(row.any_provider && { provider_id: null }),
    starts_at: null,
    ends_at: null,
    busy_from: null,
    busy_until: null,
    seat: 0,
    capacity: 1,
    refused: row.starts_at === null ? row.refused : [...row.refused, row.starts_at],
    timer_at: await waitEndsAt(tx, row),
  });
}
