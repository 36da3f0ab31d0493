import type { AppointmentRow } from '../../../models/appointment.ts';
import type { Writing } from '../transact.ts';
import { moveOn } from './move-on.ts';
import { offerFreed } from './offer-freed.ts';

/** Somebody does not come. The row and its provider have to be locked. */
export async function missed(tx: Writing, row: AppointmentRow): Promise<AppointmentRow> {
  const after = moveOn(tx, row, 'miss');
  await offerFreed(tx, row);
  return after;
}
