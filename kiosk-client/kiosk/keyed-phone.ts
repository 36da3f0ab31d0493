/** A phone number as it is keyed in: `abroad` begins with a plus and its own country code. Whether it is one, the server judges. */
export type KeyedPhone = { abroad: boolean; digits: string };
export const PHONE_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '0', 'erase'] as const;
export type PhoneKey = (typeof PHONE_KEYS)[number];

/** No number in the world is longer. */
const MOST_DIGITS = 15;

/** Where nobody knows the country, everybody keys in their own. */
export function noPhone(callingCode: string | null): KeyedPhone {
  return { abroad: callingCode === null, digits: '' };
}

export function afterKey(phone: KeyedPhone, key: PhoneKey, callingCode: string | null): KeyedPhone {
  const { abroad, digits } = phone;
  if (key === 'erase') return digits === '' ? noPhone(callingCode) : { abroad, digits: digits.slice(0, -1) };
  if (key === '+') return digits === '' ? { abroad: true, digits } : phone;
  return digits.length < MOST_DIGITS ? { abroad, digits: digits + key } : phone;
}

export function isKeyed({ digits }: KeyedPhone): boolean {
  return digits !== '';
}

/** What is sent. */
export function writtenPhone({ abroad, digits }: KeyedPhone): string {
  return abroad ? `+${digits}` : digits;
}

/** In groups of three, and none of one alone: `170 123 4567`. */
export function grouped(digits: string): string {
  return digits.replace(/(\d{3})(?=\d{2})/g, '$1 ');
}
