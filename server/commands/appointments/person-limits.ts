import type { AppointmentRow } from '../../../models/appointment.ts';
import { may } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import type { Writing } from '../transact.ts';
import type { Bookable } from './bookable.ts';

type PersonAndTime = Pick<AppointmentRow, 'id' | 'person_key' | 'starts_at' | 'ends_at'>;

/**
 * The person's key as it is kept for a time that was found: the database lets nobody be in two places. Staff are told. Whoever
 * cannot read the calendar must not learn from a refusal that somebody has an appointment here: a person who does is let in once more
 * without a key, and staff see both.
 * @throws Refusal `person_busy`
 */
export async function keyForTime(tx: Writing, row: PersonAndTime): Promise<string | null> {
  if (row.person_key === null) return null;
  await lockPerson(tx, row.person_key);
  if (!(await personIsBusy(tx, row))) return row.person_key;
  if (mustNotKnow(tx)) return null;
  throw new Refusal('person_busy');
}

/**
 * How many appointments of one service a person may have to come. A series counts as one. For the same reason only who can read them is told.
 * @throws Refusal `person_limit`
 */
export async function requireRoomForPerson(
  tx: Writing,
  { service_id, policy }: Bookable,
  personKey: string | null,
): Promise<void> {
  if (personKey === null || mustNotKnow(tx)) return;
  await lockPerson(tx, personKey);
  const [row] = await tx.query<{ count: number }>({
    name: 'appointments-to-come',
    text: `SELECT count(DISTINCT coalesce(series_id, origin_id)) AS count FROM appointments
           WHERE organization_id = $1 AND person_key = $2 AND service_id = $3 AND status IN ('booked', 'arrived') AND starts_at > $4`,
    values: [tx.actor.organizationId, personKey, service_id, tx.now],
  });
  if ((row?.count ?? 0) >= policy.person_limit) throw new Refusal('person_limit');
}

/** Passers-by, link holders, and programs that may book and not read. The clock tells nobody. */
function mustNotKnow({ actor }: Writing): boolean {
  return actor.kind !== 'system' && !may(actor, 'appointment.read');
}

/** After the providers: what is asked about a person meanwhile stays so, and no update meets the database's own refusal. */
export async function lockPerson(tx: Writing, personKey: string): Promise<void> {
  await tx.query({
    name: 'lock-person',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`${tx.actor.organizationId} ${personKey}`],
  });
}

/** Whether the person has something else at that time. */
export async function personIsBusy(tx: Writing, row: PersonAndTime): Promise<boolean> {
  if (row.person_key === null) return false;
  const [found] = await tx.query<{ busy: boolean }>({
    name: 'person-is-busy',
    text: `SELECT EXISTS (SELECT FROM appointments WHERE organization_id = $1 AND person_key = $2 AND holds_time AND id <> $3
             AND starts_at < $5 AND ends_at > $4) AS busy`,
    values: [tx.actor.organizationId, row.person_key, row.id, row.starts_at, row.ends_at],
  });
  return found?.busy === true;
}
