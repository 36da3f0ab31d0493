import type { z } from 'zod';
import { ARRIVAL_RADIUS } from '../../../models/rules/arrival-radius.ts';
import { plainCode } from '../../../models/rules/booking-code.ts';
import { localDay, localDayBounds } from '../../../models/rules/local-day.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { whereabouts } from '../../../models/rules/whereabouts.ts';
import type { AppointmentRow } from '../../../models/appointment.ts';
import type { OfficeRow } from '../../../models/office.ts';
import type { Wait } from '../../../realtime/contract/commands.ts';
import type { arriveAtOffice as body } from '../../../realtime/contract/resources/appointments.ts';
import { ownBooking } from '../../queries/appointments/own-booking.ts';
import { findRow } from '../../queries/find-row.ts';
import type { Writing } from '../transact.ts';
import { admit } from './admit.ts';
import { lockPresent } from './lock-appointment.ts';
import { moveOn } from './move-on.ts';
import { requireCheckInTime } from './require-check-in-time.ts';

/**
 * The person says to be here. Whoever can read the code at the entrance, or whose telephone is near enough, waits in the queue from
 * now on; for the others staff look.
 * @param queue_id  from `queueForAppointment`; null where no queue takes the appointment
 * @throws Refusal `invalid_input` for another code, `too_far`, `too_early`, `no_queue`, `not_possible_now`
 */
export async function arriveAtOffice(
  tx: Writing,
  { queue_id, ...said }: z.infer<typeof body> & { queue_id: string | null },
  waits: readonly Wait[] | null,
): Promise<void> {
  permit(tx.actor, 'appointment.follow');
  const row = await lockPresent(tx, ownBooking(tx));
  const office = await findRow(tx, tx.database.Office, row.office_id);
  if (isHere(office, said)) {
    if (queue_id === null) throw new Refusal('no_queue');
    await admit(tx, row, { queueId: queue_id, waits, anyTime: false });
    return;
  }
  // Said twice it is still so.
  if (row.status === 'arrived') return;
  moveOn(tx, row, 'arrive', { timer_at: row.timer_at === null ? null : dayEnd(row, office) });
  await requireCheckInTime(tx, row, { timeZone: office.time_zone, anyTime: false });
}

/** Until then it is for staff to look whether somebody who says to be here is; the clock would call a present person missed. */
function dayEnd({ starts_at }: AppointmentRow, { time_zone }: OfficeRow): Date | null {
  return starts_at === null ? null : localDayBounds(localDay(starts_at, time_zone), time_zone).endsAt;
}

/** false: nobody knows. @throws Refusal `invalid_input`, `too_far` */
function isHere(office: OfficeRow, said: z.infer<typeof body>): boolean {
  if (said.premises_code !== undefined) {
    if (plainCode(said.premises_code) === office.premises_code) return true;
    const message = 'is not the code that hangs at the entrance';
    throw new Refusal('invalid_input', undefined, [{ path: 'body.premises_code', message }]);
  }
  const { latitude, longitude, accuracy } = said;
  if (latitude === undefined || longitude === undefined || accuracy === undefined) return false;
  if (office.latitude === null || office.longitude === null) return false;
  const place = { latitude: office.latitude, longitude: office.longitude };
  const where = whereabouts({ latitude, longitude, accuracy }, place, office.arrival_radius ?? ARRIVAL_RADIUS);
  if (where === 'away') throw new Refusal('too_far');
  return where === 'here';
}
