import { CALLING_CODES } from './calling-codes.ts';

/** The form as it is filled in. Nothing is thrown away because it is wrong. */
export type PersonDraft = {
  name: string;
  /** Two letters; '' until the office's is known. */
  country: string;
  phone: string;
  email: string;
  birth: { day: string; month: string; year: string };
  note: string;
  reminders: boolean;
  /** '' is the language of the screen. */
  language: string;
};

export const PERSON_FIELDS = ['name', 'phone', 'email', 'birth', 'note'] as const;
export type PersonField = (typeof PERSON_FIELDS)[number];

/** `missing`: nothing there. `reach`: neither a phone nor an e-mail address. */
export type Wrong = Partial<Record<PersonField, 'missing' | 'wrong' | 'reach'>>;

/** What is sent. */
export type PersonBody = {
  patient_name: string;
  phone?: string;
  email?: string;
  birth_date?: string;
  language: string;
  note?: string;
  reminders: boolean;
};

export function nobody(): PersonDraft {
  return {
    name: '',
    country: '',
    phone: '',
    email: '',
    birth: { day: '', month: '', year: '' },
    note: '',
    reminders: true,
    language: '',
  };
}

/** What can be seen without asking. Whether a number exists, the server judges. */
export function wrongIn(person: PersonDraft, today: string): Wrong {
  const wrong: Wrong = {};
  if (person.name.trim() === '') wrong.name = 'missing';
  const [phone, email] = [person.phone.trim(), person.email.trim()];
  if (phone === '' && email === '') wrong.phone = 'reach';
  else if (phone !== '' && phone.replace(/\D/g, '').length < 4) wrong.phone = 'wrong';
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) wrong.email = 'wrong';
  const birth = writtenBirth(person);
  if (birth === 'wrong' || (birth !== null && birth > today)) wrong.birth = 'wrong';
  return wrong;
}

export function personBody(person: PersonDraft, spoken: string): PersonBody {
  const [phone, email, note] = [writtenPhone(person), person.email.trim(), person.note.trim()];
  const birth = writtenBirth(person);
  return {
    patient_name: person.name.trim(),
    ...(phone !== '' && { phone }),
    ...(email !== '' && { email }),
    ...(birth !== null && birth !== 'wrong' && { birth_date: birth }),
    language: person.language === '' ? spoken : person.language,
    ...(note !== '' && { note }),
    reminders: person.reminders,
  };
}

/** With its country in front: the zero of a number that is dialled at home is left to whoever reads it. */
function writtenPhone({ phone, country }: PersonDraft): string {
  const typed = phone.trim();
  const code = CALLING_CODES.get(country);
  if (typed === '' || code === undefined || typed.startsWith('+')) return typed;
  return typed.startsWith('00') ? `+${typed.slice(2)}` : `+${code} ${typed}`;
}

/** Null where nothing was typed. */
function writtenBirth({ birth }: PersonDraft): string | null {
  const parts = [birth.year, birth.month, birth.day].map((part) => part.trim());
  if (parts.every((part) => part === '')) return null;
  const [year = NaN, month = NaN, day = NaN] = parts.map((part) => (/^\d+$/.test(part) ? Number(part) : NaN));
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 ? date.toISOString().slice(0, 10) : 'wrong';
}
