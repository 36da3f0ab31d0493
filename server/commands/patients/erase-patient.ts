import { permitEverywhere } from '../../../models/rules/permissions.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { countryOf } from '../../queries/offices/country-of.ts';
import { cancel } from '../entries/cancel.ts';
import { normalPhone } from '../entries/normal-phone.ts';
import { audit } from '../log/audit.ts';
import { lockQueues } from '../queues/lock-queue.ts';
import type { Writing } from '../transact.ts';
import { anonymise } from './anonymise.ts';
import { appointmentsOfPerson, MATTERS_OF_PERSON, signsOf, takeBack, type ByWhat } from './appointments-of-person.ts';
import { emptyAppointments } from './empty-appointments.ts';
import { forgetInAnswers } from './forget-in-answers.ts';

export type WhichPatient = {
  phone?: string | undefined;
  email?: string | undefined;
  entry_id?: string | undefined;
  appointment_id?: string | undefined;
};

/**
 * One person asks to be forgotten: whoever still waits is taken off the board first, as with any cancelled stay, and then everything
 * that was typed about the person goes. The same phone or e-mail address is the same person, and so is a stay that went on elsewhere;
 * of an appointment that is named, also its series and whoever has the same name with the same date of birth.
 * Appointments to come are taken back, too.
 * @returns how many, and which: their links have to end, too
 * @throws Refusal `not_found` for an entry or an appointment that is not there
 */
export async function erasePatient(
  tx: Writing,
  input: WhichPatient,
): Promise<{ entries: number; appointments: number; entry_ids: readonly string[]; origin_ids: readonly string[] }> {
  permitEverywhere(tx.actor, 'patient.erase');
  const person = await whoIs(tx, input);
  await lockQueues(
    tx,
    (await staysOf(tx, person)).flatMap((stay) => (stay.open ? [stay.queue_id] : [])),
  );
  // Once more, under the locks: somebody may have been called away meanwhile.
  const stays = await staysOf(tx, person);
  for (const { id, open } of stays) if (open) await cancel(tx, { entry_id: id, reason: 'erased' });
  const ids = stays.map(({ id }) => id);
  const booked = await appointmentsOfPerson(tx, person, ids);
  // Whoever was in the queue has left it above, and the appointment has ended with that.
  for (const { id, open } of booked) if (open) await takeBack(tx, id);
  const entries = await anonymise(tx, ids);
  const bookedIds = booked.map(({ id }) => id);
  const appointments = await emptyAppointments(tx, bookedIds);
  await forgetInAnswers(tx, [...ids, ...bookedIds]);
  // How many, not who: the log outlives the person's wish.
  const after = { by: Object.keys(input).join(), stays: entries, appointments };
  await audit(tx, { action: 'patient.erased', after });
  return { entries, appointments, entry_ids: ids, origin_ids: [...new Set(booked.map((one) => one.origin_id))] };
}

/** Indexes for what has been sealed, the words themselves for what has not been yet. */
type Person = ByWhat & { entryId: string | null; phones: readonly string[]; email: string | null };

const NO_APPOINTMENT = { appointmentId: null, personKey: null, nameIndex: null, seriesId: null };

async function whoIs(tx: Writing, input: WhichPatient): Promise<Person> {
  const phones = input.phone === undefined ? [] : await phonesOf(tx, input.phone);
  const email = input.email?.toLowerCase() ?? null;
  if (input.appointment_id !== undefined) return whoBooked(tx, input.appointment_id);
  if (input.entry_id === undefined) {
    return {
      ...NO_APPOINTMENT,
      entryId: null,
      phones,
      email,
      phoneIndexes: phones.map((phone) => tx.personal.phoneIndex(phone)),
      emailIndex: email === null ? null : tx.personal.emailIndex(email),
    };
  }
  const [entry] = await tx.query<{
    phone: string | null;
    email: string | null;
    phone_index: string | null;
    email_index: string | null;
  }>({
    name: 'whose-entry',
    text: 'SELECT phone, email, phone_index, email_index FROM entries WHERE organization_id = $1 AND id = $2',
    values: [tx.actor.organizationId, input.entry_id],
  });
  if (!entry) throw new Refusal('not_found');
  return {
    ...NO_APPOINTMENT,
    entryId: input.entry_id,
    phones: entry.phone === null ? [] : [entry.phone],
    email: entry.email,
    phoneIndexes: [entry.phone_index ?? (entry.phone === null ? null : tx.personal.phoneIndex(entry.phone))].filter(
      (index) => index !== null,
    ),
    emailIndex: entry.email_index ?? (entry.email === null ? null : tx.personal.emailIndex(entry.email)),
  };
}

async function whoBooked(tx: Writing, appointmentId: string): Promise<Person> {
  const [row] = await tx.query<
    Record<'phone_index' | 'email_index' | 'person_key' | 'name_index' | 'series_id', string | null>
  >({
    name: 'whose-appointment',
    text: `SELECT phone_index, email_index, person_key, name_index, series_id FROM appointments
           WHERE organization_id = $1 AND id = $2`,
    values: [tx.actor.organizationId, appointmentId],
  });
  if (!row) throw new Refusal('not_found');
  return {
    entryId: null,
    appointmentId,
    phones: [],
    email: null,
    phoneIndexes: row.phone_index === null ? [] : [row.phone_index],
    emailIndex: row.email_index,
    personKey: row.person_key,
    nameIndex: row.name_index,
    seriesId: row.series_id,
  };
}

/** Without a country code it may be a number of any country that the organization has an office in. */
async function phonesOf(tx: Writing, text: string): Promise<string[]> {
  const offices = await tx.query<{ country: string | null; time_zone: string }>({
    name: 'countries-of-offices',
    text: 'SELECT DISTINCT country, time_zone FROM offices WHERE organization_id = $1',
    values: [tx.actor.organizationId],
  });
  const forms = [null, ...offices.map(countryOf)].map((country) => normalPhone(text, country));
  return [...new Set(forms)];
}

function staysOf(tx: Writing, person: Person): Promise<{ id: string; queue_id: string; open: boolean }[]> {
  return tx.query({
    name: 'stays-of-person',
    text: `WITH RECURSIVE stays (id, queue_id, transferred_from, open) AS (
             SELECT id, queue_id, transferred_from, closed_at IS NULL FROM entries
             WHERE organization_id = $1 AND (id = $8 OR phone_index = ANY ($3) OR email_index = $4 OR phone = ANY ($9) OR email = $10
                OR appointment_id IN (SELECT id FROM appointments WHERE organization_id = $1 AND origin_id IN (${MATTERS_OF_PERSON})))
             UNION
             SELECT e.id, e.queue_id, e.transferred_from, e.closed_at IS NULL FROM stays s
             JOIN entries e ON e.organization_id = $1 AND (e.transferred_from = s.id OR e.id = s.transferred_from))
           SELECT id, queue_id, open FROM stays ORDER BY queue_id, id`,
    values: [...signsOf(tx, person), person.entryId, person.phones, person.email],
  });
}
