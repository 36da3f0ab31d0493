import { createHmac } from 'node:crypto';
import type { AppointmentWords } from '../../models/appointment.ts';
import type { PersonalWords } from '../../models/entry.ts';
import type { Keys } from './keys.ts';
import { seal, unseal } from './seal.ts';

/** What one organization needs to keep people's data: sealed where it lies, and found by a keyed hash. */
export type PersonalData = {
  /** null where there is nothing to seal. */
  seal(entryId: string, words: PersonalWords): Buffer | null;
  /** @throws Error for anything that was not sealed for this entry of this organization */
  open(entryId: string, sealed: Buffer): PersonalWords;
  /** The same for an appointment, whose person may have given a date of birth. */
  sealAppointment(id: string, words: AppointmentWords): Buffer | null;
  openAppointment(id: string, sealed: Buffer): AppointmentWords;
  /** The same phone in its normal form always has the same index; without the organization's key nobody can try phones. */
  phoneIndex(phone: string): string;
  emailIndex(email: string): string;
  /** Of a name and a date of birth: upper and lower case, accents and spaces do not matter. */
  nameIndex(name: string, birthDate: string): string;
  /** Who must not be in two places at once: a family may share a telephone. */
  personIndex(contact: string, name: string): string;
  /** Where a telephone is told of a call: it leads to one browser of one person. */
  sealPushAddress(id: string, address: PushAddress): Buffer;
  /** @throws Error for anything that was not sealed for this row of this organization */
  openPushAddress(id: string, sealed: Buffer): PushAddress;
  pushIndex(endpoint: string): string;
};

export type PushAddress = { endpoint: string; p256dh: string; auth: string };

/** 128 bits: no two people of an organization meet by chance. */
const INDEX_BYTES = 16;
/** The first byte: how the rest was made. */
const VERSION = 1;

/**
 * Sealed with a key for each organization. The organization, the column and the row are additional data: what was copied to
 * another row, or another organization's, does not open.
 */
export function createPersonalData(keys: Keys): (organizationId: string) => PersonalData {
  return (organizationId) => {
    const key = () => keys(organizationId, 'personal-data');
    const place = (entryId: string) => `${organizationId}/entries/personal/${entryId}`;
    const appointmentPlace = (id: string) => `${organizationId}/appointments/personal/${id}`;
    const pushPlace = (id: string) => `${organizationId}/push_subscriptions/address/${id}`;
    const index = (kind: string, value: string) =>
      createHmac('sha256', keys(organizationId, 'personal-index'))
        .update(`${kind}:${value}`)
        .digest()
        .subarray(0, INDEX_BYTES)
        .toString('base64url');
    return {
      seal(entryId, { patient_name, phone, email, note }) {
        if (patient_name === null && phone === null && email === null && note === null) return null;
        const words = JSON.stringify([patient_name, phone, email, note]);
        return Buffer.concat([Buffer.of(VERSION), seal(key(), Buffer.from(words), place(entryId))]);
      },
      open(entryId, sealed) {
        if (sealed[0] !== VERSION) throw new Error('sealed in a way that this version does not know');
        const words = unseal(key(), sealed.subarray(1), place(entryId));
        const [patient_name, phone, email, note] = JSON.parse(words.toString()) as (string | null)[]; // sealed above, by us
        return { patient_name: patient_name ?? null, phone: phone ?? null, email: email ?? null, note: note ?? null };
      },
      sealAppointment(id, { patient_name, phone, email, note, birth_date }) {
        const words = [patient_name, phone, email, note, birth_date];
        if (words.every((word) => word === null)) return null;
        const sealed = seal(key(), Buffer.from(JSON.stringify(words)), appointmentPlace(id));
        return Buffer.concat([Buffer.of(VERSION), sealed]);
      },
      openAppointment(id, sealed) {
        if (sealed[0] !== VERSION) throw new Error('sealed in a way that this version does not know');
        const words = JSON.parse(unseal(key(), sealed.subarray(1), appointmentPlace(id)).toString()) as (
          | string
          | null
        )[]; // sealed above, by us
        const [patient_name = null, phone = null, email = null, note = null, birth_date = null] = words;
        return { patient_name, phone, email, note, birth_date };
      },
      phoneIndex: (phone) => index('phone', phone),
      emailIndex: (email) => index('email', email),
      nameIndex: (name, birthDate) => index('name', `${plainName(name)} ${birthDate}`),
      personIndex: (contact, name) => index('person', `${contact} ${plainName(name)}`),
      sealPushAddress(id, { endpoint, p256dh, auth }) {
        const words = JSON.stringify([endpoint, p256dh, auth]);
        return Buffer.concat([Buffer.of(VERSION), seal(key(), Buffer.from(words), pushPlace(id))]);
      },
      openPushAddress(id, sealed) {
        if (sealed[0] !== VERSION) throw new Error('sealed in a way that this version does not know');
        const words = unseal(key(), sealed.subarray(1), pushPlace(id));
        const [endpoint = '', p256dh = '', auth = ''] = JSON.parse(words.toString()) as string[]; // sealed above, by us
        return { endpoint, p256dh, auth };
      },
      pushIndex: (endpoint) => index('push', endpoint),
    };
  };
}

function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\s]/gu, '')
    .toLowerCase();
}
