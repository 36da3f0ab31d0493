import type { Database } from '../../models/database.ts';
import { systemOf } from '../access/system-of.ts';
import { timeUp } from '../commands/appointments/time-up.ts';
import type { Doors } from '../doors.ts';
import { eachByItself } from './each-by-itself.ts';

/** Enough for a busy second, few enough that one round does not hold a node up. */
const AT_ONCE = 100;

/** Holds and offers that end, people who did not come, waiting that is over. */
export async function fireAppointmentTimers(database: Database, doors: Doors, now: Date | null): Promise<void> {
  const due = await database.directory<{
    organization_id: string;
    appointment_id: string;
    appointment_version: number;
  }>({
    name: 'due-appointments',
    text: `SELECT organization_id, appointment_id, appointment_version FROM app.due_appointments(coalesce($1, clock_timestamp()), ${AT_ONCE})`,
    values: [now],
  });
  await eachByItself(due, ({ organization_id, appointment_id, appointment_version }) =>
    doors.transact(systemOf(organization_id), (tx) => timeUp(tx, { appointment_id, appointment_version })),
  );
}
