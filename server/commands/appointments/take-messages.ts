import { v7 as uuidv7 } from 'uuid';
import type { AppointmentRow } from '../../../models/appointment.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { whyNotTold, type NotTold } from '../../../models/rules/worth-telling.ts';
import type { MessageChannel, MessageKind } from '../../../models/vocabulary.ts';
import { bookingPolicy } from '../../../realtime/contract/resources/booking.ts';
import { NAMED_APPOINTMENTS, type NamedAppointment } from '../../queries/appointments/appointment-answer.ts';
import { openedAppointment } from '../../queries/appointments/opened-appointment.ts';
import { telephonesOf, type Telephone } from '../pushes/telephones-of.ts';
import type { Writing } from '../transact.ts';
import { planReminders } from './plan-reminders.ts';

/** A job as it was planned. */
export type Planned = { appointmentId: string; kind: MessageKind; startsAt: Date; lead: number };

/** One appointment of which somebody is told now. */
export type ToldAppointment = AppointmentRow & {
  starts_at: Date;
  office: string;
  address: string | null;
  provider: string | null;
  time_zone: string;
};

/** What is to be sent now, and is ours to send. */
export type TakenMessage = {
  channel: MessageChannel;
  /** Of each appointment the message that was taken. */
  ids: string[];
  /** Not where it could not be sent before, and is tried again. */
  isNew: boolean;
  appointments: [ToldAppointment, ...ToldAppointment[]];
  /** Of a push, whom it goes to. */
  telephones: readonly Telephone[];
  at: Date;
};

/** By which ways somebody can be reached. */
export type Reach = (person: AppointmentRow, telephones: readonly Telephone[]) => readonly MessageChannel[];

/** Longer than sending takes: whoever said to be at it then has died. */
const AT_IT_MS = 60_000;

/**
 * Looks again at what was planned, and takes what is still to be told: nobody else sends it now. Why something is not sent is
 * written down. What is left of a confirmation or a move are the reminders, which are planned here.
 *
 * What was booked, moved or cancelled together, as a series, is told together.
 * @param reach  'suspended': nobody is told anything
 * @returns `isAnothers`: some of it is being sent by somebody else
 */
export async function takeMessages(
  tx: Writing,
  planned: Planned,
  reach: Reach | 'suspended',
): Promise<{ taken: TakenMessage[]; isAnothers: boolean }> {
  permit(tx.actor, 'appointment.time');
  const [first, ...others] = await concerned(tx, planned);
  if (!first) return NOTHING;
  // Each of a series has a job of its own, which does it for that one.
  if ((planned.kind === 'confirmation' || planned.kind === 'moved') && first.why !== 'changed' && first.row.reminders)
    planReminders(tx, { ...first.row, ...first.named }, bookingPolicy.parse(first.named.booking));
  if (reach === 'suspended' || first.why !== null) {
    await skip(tx, planned, first.row, reach === 'suspended' ? reach : first.why);
    return NOTHING;
  }
  // Whoever has just booked looks at the page that says so.
  const telephones =
    planned.kind === 'confirmation'
      ? []
      : await telephonesOf(
          tx,
          [first, ...others].map(({ row }) => row.origin_id),
        );
  const channels = reach(first.row, telephones);
  const { email, phone } = first.row;
  if (channels.length === 0)
    await skip(tx, planned, first.row, email === null && phone === null ? 'no_address' : 'no_way');
  const taken: TakenMessage[] = [];
  for (const channel of channels) {
    const { ids, isNew } = await claim(tx, planned, channel, [first, ...others]);
    const [head, ...tail] = [first, ...others].flatMap(({ told }) => (ids.has(told.id) ? [told] : []));
    if (head)
      taken.push({ channel, ids: [...ids.values()], isNew, appointments: [head, ...tail], telephones, at: tx.now });
  }
  return { taken, isAnothers: await isBeingSent(tx, planned, taken) };
}

const NOTHING = { taken: [], isAnothers: false };

/** Somebody else is at it, or was when they died: it is not over before that is known. */
async function isBeingSent(tx: Writing, planned: Planned, taken: readonly TakenMessage[]): Promise<boolean> {
  const { appointmentId, kind, startsAt, lead } = planned;
  const others = await tx.query({
    name: 'messages-being-sent',
    text: `SELECT id FROM appointment_messages
           WHERE organization_id = $1 AND appointment_id = $2 AND kind = $3 AND starts_at = $4 AND lead = $5
             AND status = 'sending' AND id <> ALL ($6::uuid[])`,
    values: [tx.actor.organizationId, appointmentId, kind, startsAt, lead, taken.flatMap(({ ids }) => ids)],
  });
  return others.length > 0;
}

type Concerned = { row: AppointmentRow; named: NamedAppointment; told: ToldAppointment; why: NotTold | null };

/**
 * The appointment first, and then those of its series with which the same happened in the same moment. What has just been booked and
 * what has just been moved are both booked: what was moved follows another.
 */
async function concerned(tx: Writing, { appointmentId, kind, startsAt, lead }: Planned): Promise<Concerned[]> {
  const rows = await tx.query<NamedAppointment>({
    name: 'appointments-to-tell',
    text: `${NAMED_APPOINTMENTS}
           WHERE a.organization_id = $1 AND a.anonymised_at IS NULL AND (a.id = $2 OR ($3 AND a.id IN (
             SELECT s.id FROM appointments s JOIN appointments f ON f.organization_id = s.organization_id AND f.series_id = s.series_id
             WHERE s.organization_id = $1 AND f.id = $2 AND s.status = f.status
               AND ($4::boolean IS NULL OR (s.rescheduled_from IS NOT NULL) = $4)
               AND s.status_at BETWEEN f.status_at - interval '1 minute' AND f.status_at + interval '1 minute')))
           ORDER BY a.id <> $2, a.starts_at`,
    values: [tx.actor.organizationId, appointmentId, kind !== 'reminder' && kind !== 'offer', FOLLOWS[kind] ?? null],
  });
  if (rows[0]?.id !== appointmentId) return [];
  return rows.flatMap((named, n) => {
    const row = openedAppointment(tx, named);
    const own = n === 0 ? startsAt : row.starts_at;
    if (own === null) return [];
    const { reminders: policy } = bookingPolicy.parse(named.booking);
    const why = whyNotTold({ kind, starts_at: own, lead }, row, { policy, timeZone: named.time_zone, at: tx.now });
    if (n > 0 && why !== null) return [];
    return [{ row, named, why, told: { ...row, ...placeOf(named), starts_at: own } }];
  });
}

/** Whether it is told of rows that follow another. */
const FOLLOWS: Partial<Record<MessageKind, boolean>> = { confirmation: false, moved: true };

function longAgo(tx: Writing): Date {
  return new Date(tx.now.getTime() - AT_IT_MS);
}

function placeOf({ office, address, provider, time_zone }: NamedAppointment) {
  return { office, address, provider, time_zone };
}

/** By the appointment's id, the messages that are ours now. */
async function claim(
  tx: Writing,
  { kind, lead }: Planned,
  channel: MessageChannel,
  concerning: readonly Concerned[],
): Promise<{ ids: Map<string, string>; isNew: boolean }> {
  const rows = await tx.query<{ appointment_id: string; id: string; is_new: boolean }>({
    name: 'claim-messages',
    text: `INSERT INTO appointment_messages AS m (organization_id, id, appointment_id, kind, channel, starts_at, lead, status, at)
           SELECT $1, told.id, told.appointment_id, $5, $6, told.starts_at, $7, 'sending', $8
           FROM unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) WITH ORDINALITY AS told (id, appointment_id, starts_at, place)
           ORDER BY told.place
           ON CONFLICT (organization_id, appointment_id, kind, starts_at, lead, channel) DO UPDATE SET status = 'sending', at = excluded.at
             WHERE m.organization_id = $1 AND (m.status = 'waiting' OR (m.status = 'sending' AND m.at < $9))
           RETURNING appointment_id, id, xmax = 0 AS is_new`, // what was there before was locked for the update
    values: [
      tx.actor.organizationId,
      concerning.map(() => uuidv7()),
      concerning.map(({ told }) => told.id),
      concerning.map(({ told }) => told.starts_at),
      kind,
      channel,
      lead,
      tx.now,
      longAgo(tx),
    ],
  });
  const ids = new Map(rows.map(({ appointment_id, id }) => [appointment_id, id]));
  return { ids, isNew: rows.some(({ is_new }) => is_new) };
}

/** What was tried and could not be delivered in time has failed. */
async function skip(
  tx: Writing,
  { kind, startsAt, lead }: Planned,
  row: AppointmentRow,
  why: NotTold | 'suspended' | 'no_address' | 'no_way' | null,
): Promise<void> {
  await tx.query({
    name: 'skip-message',
    text: `WITH given_up AS (
             UPDATE appointment_messages SET status = 'failed', at = $7
             WHERE organization_id = $1 AND appointment_id = $3 AND kind = $4 AND starts_at = $5 AND lead = $6
               AND (status = 'waiting' OR (status = 'sending' AND at < $9))
             RETURNING id)
           INSERT INTO appointment_messages (organization_id, id, appointment_id, kind, channel, starts_at, lead, status, at, detail)
           SELECT $1, $2, $3, $4, 'email', $5, $6, 'skipped', $7, $8 WHERE NOT EXISTS (SELECT FROM given_up)
           ON CONFLICT DO NOTHING`,
    values: [tx.actor.organizationId, uuidv7(), row.id, kind, startsAt, lead, tx.now, why, longAgo(tx)],
  });
}
