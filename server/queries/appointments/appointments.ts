import { localDay, localDayBounds } from '../../../models/rules/local-day.ts';
import { permit } from '../../../models/rules/permissions.ts';
import { APPOINTMENT_STATUSES, type AppointmentStatus } from '../../../models/vocabulary.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import type { Page, PageOf } from '../page.ts';
import type { Reading } from '../snapshot.ts';
import { NAMED_APPOINTMENTS, staffAnswer, type NamedAppointment } from './appointment-answer.ts';
import { concernsAppointment, ownQueues } from './concerns-appointment.ts';
import { sought } from './sought.ts';

export type WhichAppointments = {
  office_id?: string | undefined;
  provider_id?: string | undefined;
  service_id?: string | undefined;
  series_id?: string | undefined;
  /** Local days of each office, both included. */
  from?: string | undefined;
  to?: string | undefined;
  status?: readonly AppointmentStatus[] | undefined;
  /** A name or a part of it, a phone, an e-mail address, or the code. */
  q?: string | undefined;
};

/** What was moved stands where it went, and what expired never was. */
const SHOWN = APPOINTMENT_STATUSES.filter((status) => status !== 'rescheduled' && status !== 'expired');
/** Names are sealed: whoever looks for one has so many opened for each page. */
const OPENED_AT_MOST = 2_000;

/** Appointments with a time, in its order. Whoever looks for a name and says no days means those to come, and may find a page without anybody. */
export async function appointments(
  tx: Reading,
  { limit, after, ...which }: PageOf & WhichAppointments,
): Promise<Page<Appointment>> {
  permit(tx.actor, 'appointment.read');
  const search = which.q === undefined ? null : await sought(tx, which.q);
  const days = await daysOfOffices(tx, which, search?.name !== undefined);
  const rows = await tx.query<NamedAppointment>({
    name: 'appointments',
    text: `${NAMED_APPOINTMENTS}
           JOIN unnest($2::uuid[], $3::timestamptz[], $4::timestamptz[]) AS d (office_id, starts, ends) ON d.office_id = a.office_id
             AND a.starts_at >= d.starts AND a.starts_at < d.ends
           WHERE a.organization_id = $1 AND a.status = ANY ($5::text[]) AND ${concernsAppointment(6)}
             AND ($7::uuid IS NULL OR a.provider_id = $7) AND ($8::uuid IS NULL OR a.service_id = $8) AND ($9::uuid IS NULL OR a.series_id = $9)
             AND (($10::text IS NULL AND $11::text[] IS NULL) OR a.code = $10 OR a.phone_index = ANY ($11))
             AND ($12::text IS NULL OR a.email_index = $12)
             AND ($13::uuid IS NULL OR (a.starts_at, a.id) > (SELECT starts_at, id FROM appointments WHERE organization_id = $1 AND id = $13))
           ORDER BY a.starts_at, a.id LIMIT $14`,
    values: [
      tx.actor.organizationId,
      days.map(({ id }) => id),
      days.map(({ startsAt }) => startsAt),
      days.map(({ endsAt }) => endsAt),
      which.status ?? SHOWN,
      ownQueues(tx.actor),
      which.provider_id ?? null,
      which.service_id ?? null,
      which.series_id ?? null,
      search?.code ?? null,
      search?.phoneIndexes ?? null,
      search?.emailIndex ?? null,
      after,
      search?.name === undefined ? limit + 1 : OPENED_AT_MOST,
    ],
  });
  const found = rows.map((row) => staffAnswer(tx, row)).filter((one) => search?.name?.(one.patient_name) ?? true);
  const data = found.slice(0, limit);
  if (found.length > limit) return { data, after: data.at(-1)?.id ?? null };
  const isAllOpened = search?.name === undefined || rows.length < OPENED_AT_MOST;
  return { data, after: isAllOpened ? null : (rows.at(-1)?.id ?? null) };
}

/** Before anything that is booked, and after. */
const EVER = { startsAt: new Date('2000-01-01T00:00:00Z'), endsAt: new Date('2200-01-01T00:00:00Z') };

/** The same day begins at another moment in another zone. */
async function daysOfOffices(
  tx: Reading,
  { office_id, from, to }: WhichAppointments,
  isToCome: boolean,
): Promise<{ id: string; startsAt: Date; endsAt: Date }[]> {
  const offices = await tx.query<{ id: string; time_zone: string }>({
    name: 'days-of-offices',
    text: 'SELECT id, time_zone FROM offices WHERE organization_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id',
    values: [tx.actor.organizationId, office_id ?? null],
  });
  return offices.map(({ id, time_zone }) => {
    const first = from ?? (isToCome && to === undefined ? localDay(tx.now, time_zone) : undefined);
    return {
      id,
      startsAt: first === undefined ? EVER.startsAt : localDayBounds(first, time_zone).startsAt,
      endsAt: to === undefined ? EVER.endsAt : localDayBounds(to, time_zone).endsAt,
    };
  });
}
