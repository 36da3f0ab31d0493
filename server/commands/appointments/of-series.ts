import { APPOINTMENT_COLUMNS, type AppointmentRow, type StoredAppointment } from '../../../models/appointment.ts';
import type { SeriesScope } from '../../../models/vocabulary.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { concernsAppointment, ownQueues } from '../../queries/appointments/concerns-appointment.ts';
import { openedAppointment } from '../../queries/appointments/opened-appointment.ts';
import type { Reading } from '../../queries/snapshot.ts';
import type { Writing } from '../transact.ts';

/** Which of a series are meant besides one of them: those that are open, all or the later ones. */
const MEANT = `a.status IN ('booked', 'arrived') AND a.id <> $2
  AND a.series_id = (SELECT series_id FROM appointments WHERE organization_id = $1 AND id = $2)
  AND ($3 = 'all' OR a.series_on >= (SELECT series_on FROM appointments WHERE organization_id = $1 AND id = $2))`;

/** Whose time they take, to lock them. */
export async function providersOfSeries(
  tx: Reading,
  { id, scope }: { id: string; scope: SeriesScope },
): Promise<string[]> {
  if (scope === 'one') return [];
  const rows = await tx.query<{ provider_id: string }>({
    name: 'providers-of-series',
    text: `SELECT DISTINCT a.provider_id FROM appointments a WHERE a.organization_id = $1 AND ${MEANT}`,
    values: [tx.actor.organizationId, id, scope],
  });
  return rows.map(({ provider_id }) => provider_id);
}

/**
 * The others that are meant and still to come, locked, in the order of time.
 * @throws Refusal `not_permitted` where the actor's work does not extend to all of them
 */
export async function othersOfSeries(
  tx: Writing,
  { id, scope }: { id: string; scope: SeriesScope },
): Promise<AppointmentRow[]> {
  if (scope === 'one') return [];
  const rows = await tx.query<StoredAppointment & { own: boolean }>({
    name: 'others-of-series',
    text: `SELECT ${APPOINTMENT_COLUMNS}, ${concernsAppointment(5)} AS own FROM appointments a WHERE a.organization_id = $1 AND ${MEANT} AND a.starts_at > $4
           ORDER BY a.starts_at, a.id FOR NO KEY UPDATE OF a`,
    values: [tx.actor.organizationId, id, scope, tx.now, ownQueues(tx.actor)],
  });
  if (rows.some(({ own }) => !own))
    throw new Refusal('not_permitted', 'Some of this series are outside the queues that you work with.');
  return rows.map(({ own: _own, ...row }) => openedAppointment(tx, row));
}
