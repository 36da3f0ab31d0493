import type { AppointmentRow } from '../../../models/appointment.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { normalPhone, validPhone } from '../entries/normal-phone.ts';
import type { Writing } from '../transact.ts';
import { isBound, type Bookable } from './bookable.ts';

/** What is said of the person who comes. */
export type SaidOfPerson = {
  patient_name?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  birth_date?: string | undefined;
  note?: string | undefined;
  language?: string | undefined;
  reminders?: boolean | undefined;
};

export type Person = Pick<
  AppointmentRow,
  'patient_name' | 'phone' | 'email' | 'birth_date' | 'note' | 'language' | 'reminders' | 'person_key'
>;

/**
 * The person in normal form. Staff may know less of somebody; whoever books online has to say who comes, and how to reach them.
 * @throws Refusal `invalid_input`
 */
export function personOf(tx: Writing, { country }: Bookable, said: SaidOfPerson): Person {
  const mustBeReached = isBound(tx);
  const phone = said.phone === undefined ? null : phoneOf(said.phone, country, mustBeReached);
  const email = said.email?.toLowerCase() ?? null;
  const { patient_name = null, birth_date = null } = said;
  if (mustBeReached && patient_name === null) throw invalid('body.patient_name', 'A name is needed.');
  if (mustBeReached && patient_name !== null && ADDRESS.test(patient_name))
    throw invalid('body.patient_name', 'A name holds no address.');
  if (mustBeReached && phone === null && email === null)
    throw invalid('body.phone', 'A phone number or an e-mail address is needed.');
  const contact = phone ?? email ?? birth_date;
  return {
    patient_name,
    phone,
    email,
    birth_date,
    note: said.note ?? null,
    language: said.language ?? null,
    reminders: said.reminders ?? true,
    person_key: contact === null || patient_name === null ? null : tx.personal.personIndex(contact, patient_name),
  };
}

/** What programs make a link of. */
const ADDRESS = /:\/\/|www\./i;

function phoneOf(text: string, country: Bookable['country'], mustBeReached: boolean): string {
  if (!mustBeReached) return normalPhone(text, country);
  const phone = validPhone(text, country);
  if (phone === null) throw invalid('body.phone', 'This is not a phone number.');
  return phone;
}

function invalid(path: string, message: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path, message }]);
}
