import { normalPhone } from '../../commands/entries/normal-phone.ts';
import { countryOf } from '../offices/country-of.ts';
import type { Reading } from '../snapshot.ts';

/** By what somebody is looked for: one of these, or by code and phone at once. */
export type Sought = {
  code?: string;
  phoneIndexes?: readonly string[];
  emailIndex?: string;
  /** Whether it is this one's. */
  name?: (patientName: string | null) => boolean;
};

const CODE = /^[A-HJ-NP-Z2-9]{8}$/;
const PHONE = /^[\d\s()+./-]{5,}$/;

/** What was typed into the one field in which staff look for somebody. */
export async function sought(tx: Reading, text: string): Promise<Sought> {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  // A code holds a digit, and a name never does.
  const byCode = CODE.test(code) && /\d/.test(code) ? { code } : null;
  // Eight digits may be either.
  if (PHONE.test(text)) return { ...byCode, phoneIndexes: await phoneIndexes(tx, text) };
  if (byCode) return byCode;
  if (text.includes('@')) return { emailIndex: tx.personal.emailIndex(text.trim().toLowerCase()) };
  const part = plain(text);
  return { name: (patientName) => patientName !== null && plain(patientName).includes(part) };
}

/** Without a country code it may be a number of any country that the organization has an office in. */
async function phoneIndexes(tx: Reading, text: string): Promise<string[]> {
  const offices = await tx.query<{ country: string | null; time_zone: string }>({
    name: 'countries-of-offices',
    text: 'SELECT DISTINCT country, time_zone FROM offices WHERE organization_id = $1',
    values: [tx.actor.organizationId],
  });
  const forms = [null, ...offices.map(countryOf)].map((country) => normalPhone(text, country));
  return [...new Set(forms)].map((phone) => tx.personal.phoneIndex(phone));
}

/** Without accents, and in one case. */
function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
