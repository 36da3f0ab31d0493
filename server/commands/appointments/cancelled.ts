import type { AppointmentRow } from '../../../models/appointment.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';
import { offerFreed } from './offer-freed.ts';
import { tell } from './tell.ts';

/** The end of an appointment, a hold or a wish; its time is offered to the next. The row and its provider have to be locked. */
export async function cancelled(tx: Writing, row: AppointmentRow, reason: string | null): Promise<AppointmentRow> {
  const after = moveOn(tx, row, 'cancel', { reason });
  if (row.status !== 'held') await tell(tx, after, 'cancelled');
  // What was only held was nobody's time yet, and is free for whoever comes.
  if (row.status === 'booked' || row.status === 'arrived' || row.status === 'offered') await offerFreed(tx, row);
  return after;
}
