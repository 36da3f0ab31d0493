import type { Database } from '../../models/database.ts';
import { systemOf } from '../access/system-of.ts';
import { forgetAppointments } from '../commands/patients/forget-appointments.ts';
import { forgetStays } from '../commands/patients/forget-stays.ts';
import { sealStays } from '../commands/patients/seal-stays.ts';
import type { Doors } from '../doors.ts';
import { eachByItself } from './each-by-itself.ts';

/** One transaction's worth: well within the time that a statement may take. */
const AT_ONCE = 500;
/** What is left after so many comes with the next round. */
const BATCHES = 200;

/** A row of an organization. */
type Due = { organization_id: string; id: string };

/** Stays that ended longer ago than their organization keeps names. */
export function forgetOldStays(database: Database, doors: Doors, now: Date | null, atOnce = AT_ONCE): Promise<void> {
  const due = () =>
    database.directory<Due>({
      name: 'stays-to-forget',
      text: 'SELECT organization_id, entry_id AS id FROM app.stays_to_forget(coalesce($1, clock_timestamp()), $2)',
      values: [now, atOnce],
    });
  return inBatches(due, atOnce, (organizationId, entry_ids) =>
    doors.transact(systemOf(organizationId), (tx) => forgetStays(tx, { entry_ids })),
  );
}

/** The same for appointments. */
export function forgetOldAppointments(
  database: Database,
  doors: Doors,
  now: Date | null,
  atOnce = AT_ONCE,
): Promise<void> {
  const due = () =>
    database.directory<Due>({
      name: 'appointments-to-forget',
      text: `SELECT organization_id, appointment_id AS id FROM app.appointments_to_forget(coalesce($1, clock_timestamp()), $2)`,
      values: [now, atOnce],
    });
  return inBatches(due, atOnce, (organizationId, appointment_ids) =>
    doors.transact(systemOf(organizationId), (tx) => forgetAppointments(tx, { appointment_ids })),
  );
}

/** Stays from before there were keys. None are left after the first time. */
export function sealOldStays(database: Database, doors: Doors, atOnce = AT_ONCE): Promise<void> {
  const unsealed = () =>
    database.directory<Due>({
      name: 'unsealed-stays',
      text: 'SELECT organization_id, entry_id AS id FROM app.unsealed_stays($1)',
      values: [atOnce],
    });
  return inBatches(unsealed, atOnce, (organizationId, entry_ids) =>
    doors.transact(systemOf(organizationId), (tx) => sealStays(tx, { entry_ids })),
  );
}

/** Changes that nobody can catch up with any more lose their content; whoever asks for them is given a board. */
export async function dropOldPayloads(database: Database, now: Date | null, atOnce = 5_000): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const [row] = await database.directory<{ dropped: number }>({
      name: 'drop-old-payloads',
      text: 'SELECT app.drop_old_payloads(coalesce($1, clock_timestamp()), $2) AS dropped',
      values: [now, atOnce],
    });
    if ((row?.dropped ?? 0) < atOnce) return;
  }
}

async function inBatches(
  find: () => Promise<Due[]>,
  atOnce: number,
  work: (organizationId: string, ids: string[]) => Promise<void>,
): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const due = await find();
    const byOrganization = new Map<string, string[]>();
    for (const { organization_id, id } of due) {
      byOrganization.set(organization_id, [...(byOrganization.get(organization_id) ?? []), id]);
    }
    await eachByItself([...byOrganization], ([organizationId, ids]) => work(organizationId, ids));
    if (due.length < atOnce) return;
  }
}
