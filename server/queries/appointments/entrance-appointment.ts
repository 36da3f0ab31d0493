import { localDay, localDayBounds } from '../../../models/rules/local-day.ts';
import { checkInFrom } from '../../../models/rules/booking-windows.ts';
import { checkInState } from '../../../models/rules/check-in-state.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import type { EntranceAppointment } from '../../../realtime/contract/resources/check-ins.ts';
import { findRow } from '../find-row.ts';
import type { Reading } from '../snapshot.ts';
import { NAMED_APPOINTMENTS, type NamedAppointment } from './appointment-answer.ts';
import { openedAppointment } from './opened-appointment.ts';
import { queueForAppointment } from './queue-for-appointment.ts';

/** What somebody shows at the entrance: the code, the link of the booking, or who they are. */
export type Shown = { code: string } | { origin_id: string } | { patient_name: string; birth_date: string };

export type AtEntrance = EntranceAppointment & { id: string; origin_id: string; queue_id: string | null };

/**
 * The one appointment that somebody shows to a tablet at the entrance. Who shows a code hears how it stands with it, wherever it is;
 * who says a name, which others know, too, is found at this office and today, or not at all, and hears no more than when.
 * @throws Refusal `not_permitted` for whoever is no such tablet, `not_found`
 */
export async function entranceAppointment(tx: Reading, shown: Shown): Promise<AtEntrance> {
  permit(tx.actor, 'appointment.check_in');
  if (tx.actor.kind !== 'device') throw new Refusal('not_permitted');
  const { officeId } = tx.actor;
  const isByName = 'patient_name' in shown;
  const named = isByName ? await byName(tx, shown, officeId) : await byCode(tx, shown);
  if (!named?.starts_at) throw new Refusal('not_found');
  const { starts_at, time_zone, service, provider, office, ticket_number, id, origin_id } = named;
  const opensAt = checkInFrom(starts_at, bookingPolicy.parse(named.booking));
  const state = checkInState({
    status: named.status,
    isThisOffice: named.office_id === officeId,
    day: localDay(starts_at, time_zone),
    today: localDay(tx.now, time_zone),
    opensAt,
    now: tx.now,
  });
  if (state === null) throw new Refusal('not_found');
  const queueId = state === 'ready' ? await queueHere(tx, id) : null;
  return {
    ...{ id, origin_id, queue_id: queueId, time_zone, office },
    service: isByName ? null : service,
    provider: isByName ? null : provider,
    state: state === 'ready' && queueId === null ? 'elsewhere' : state,
    starts_at: starts_at.toISOString(),
    initial: initialOf(openedAppointment(tx, named).patient_name),
    check_in_from: opensAt.toISOString(),
    ticket_number: state === 'checked_in' ? ticket_number : null,
  };
}

async function byCode(
  tx: Reading,
  shown: { code: string } | { origin_id: string },
): Promise<NamedAppointment | undefined> {
  const [column, value] = 'code' in shown ? (['code', shown.code] as const) : (['origin_id', shown.origin_id] as const);
  const [row] = await tx.query<NamedAppointment>({
    name: `entrance-appointment-by-${column}`,
    text: `${NAMED_APPOINTMENTS}
           WHERE a.organization_id = $1 AND a.${column} = $2 AND a.status <> 'rescheduled' AND a.anonymised_at IS NULL`,
    values: [tx.actor.organizationId, value],
  });
  return row;
}

/** One of today at this office: of those that somebody can be checked in for the nearest to now, then one that they are. */
async function byName(
  tx: Reading,
  { patient_name, birth_date }: { patient_name: string; birth_date: string },
  officeId: string,
): Promise<NamedAppointment | undefined> {
  const { time_zone } = await findRow(tx, tx.database.Office, officeId);
  const today = localDayBounds(localDay(tx.now, time_zone), time_zone);
  const [row] = await tx.query<NamedAppointment>({
    name: 'entrance-appointment-by-name',
    text: `${NAMED_APPOINTMENTS}
           WHERE a.organization_id = $1 AND a.name_index = $2 AND a.office_id = $3 AND a.anonymised_at IS NULL
             AND a.status IN ('booked', 'arrived', 'no_show', 'checked_in')
             AND a.starts_at >= $4 AND a.starts_at < $5
           ORDER BY CASE WHEN a.status IN ('booked', 'arrived', 'no_show') THEN 0 ELSE 1 END,
             abs(extract(epoch FROM a.starts_at - $6)) LIMIT 1`,
    values: [
      tx.actor.organizationId,
      tx.personal.nameIndex(patient_name, birth_date),
      officeId,
      today.startsAt,
      today.endsAt,
      tx.now,
    ],
  });
  return row;
}

/** Null where none of the tablet's queues takes it. */
async function queueHere(tx: Reading, id: string): Promise<string | null> {
  try {
    return await queueForAppointment(tx, id);
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'no_queue' || error.code === 'not_found')) return null;
    throw error;
  }
}

/** Enough to see that it is oneself. */
function initialOf(name: string | null): string | null {
  const [first] = Array.from(name?.trim() ?? '');
  return first === undefined ? null : `${first.toLocaleUpperCase()}.`;
}
