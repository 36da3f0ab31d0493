import { APPOINTMENT_COLUMNS, type AppointmentRow, type StoredAppointment } from '../../../models/appointment.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { concernsAppointment, ownQueues } from '../../queries/appointments/concerns-appointment.ts';
import { openedAppointment } from '../../queries/appointments/opened-appointment.ts';
import type { Writing } from '../transact.ts';
import { lockProviders } from './lock-providers.ts';

/**
 * An appointment and the provider whose time it takes, locked in that order, and whoever else is named.
 * @throws Refusal `not_found`, also for one that the actor's work does not extend to
 */
export async function lockAppointment(
  tx: Writing,
  id: string,
  otherProviders: readonly string[] = [],
): Promise<AppointmentRow> {
  return lockOne(tx, 'a.id = $2', 'lock-appointment', id, otherProviders);
}

/** The present row of a matter, for whoever has its link. @throws Refusal `not_found` */
export async function lockPresent(
  tx: Writing,
  originId: string,
  otherProviders: readonly string[] = [],
): Promise<AppointmentRow> {
  return lockOne(tx, `a.origin_id = $2 AND a.status <> 'rescheduled'`, 'lock-present', originId, otherProviders);
}

/** The row alone, for whoever takes nobody's time and gives none back, or has locked the providers. @throws Refusal `not_found` */
export async function holdAppointment(tx: Writing, id: string): Promise<AppointmentRow> {
  const row = await hold(tx, 'a.id = $2', 'lock-appointment', id);
  if (row === null) throw new Refusal('not_found');
  return row;
}

/** It went to another provider between the two readings. The door begins again at this code, and finds it there. */
class MovedMeanwhile extends Error {
  readonly code = '40001';
}

async function lockOne(
  tx: Writing,
  which: string,
  name: string,
  id: string,
  otherProviders: readonly string[],
): Promise<AppointmentRow> {
  const providerId = await providerOf(tx, which, name, id);
  await lockProviders(tx, providerId === null ? otherProviders : [providerId, ...otherProviders]);
  const row = await hold(tx, which, name, id);
  if (row === null) throw new Refusal('not_found');
  if (row.provider_id !== null && row.provider_id !== providerId && !otherProviders.includes(row.provider_id))
    throw new MovedMeanwhile();
  return row;
}

async function providerOf(tx: Writing, which: string, name: string, id: string): Promise<string | null> {
  const [row] = await tx.query<{ provider_id: string | null }>({
    name: `${name}-provider`,
    text: `SELECT a.provider_id FROM appointments a WHERE a.organization_id = $1 AND ${which} AND a.anonymised_at IS NULL
             AND ${concernsAppointment(3)}`,
    values: [tx.actor.organizationId, id, ownQueues(tx.actor)],
  });
  if (!row) throw new Refusal('not_found');
  return row.provider_id;
}

async function hold(tx: Writing, which: string, name: string, id: string): Promise<AppointmentRow | null> {
  const [row] = await tx.query<StoredAppointment & { now: Date }>({
    name,
    text: `SELECT ${APPOINTMENT_COLUMNS}, date_trunc('milliseconds', clock_timestamp()) AS now FROM appointments a
           WHERE a.organization_id = $1 AND ${which} AND a.anonymised_at IS NULL AND ${concernsAppointment(3)} FOR NO KEY UPDATE OF a`,
    values: [tx.actor.organizationId, id, ownQueues(tx.actor)],
  });
  if (!row) return null;
  const { now, ...stored } = row;
  tx.advance(now);
  return openedAppointment(tx, stored);
}
