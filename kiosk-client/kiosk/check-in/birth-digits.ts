/** A date of birth as it is keyed in: two digits of the day, two of the month, four of the year, whatever the language. */
const PLACES = [2, 2, 4] as const;
const MOST = 8;

export const BIRTH_KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'erase'] as const;
export type BirthKey = (typeof BIRTH_KEYS)[number];

export function afterBirthKey(digits: string, key: BirthKey): string {
  if (key === 'erase') return digits.slice(0, -1);
  return digits.length < MOST ? digits + key : digits;
}

/** Day, month and year as far as they are keyed in. */
export function birthParts(digits: string): [day: string, month: string, year: string] {
  let from = 0;
  const [day = '', month = '', year = ''] = PLACES.map((length) => digits.slice(from, (from += length)));
  return [day, month, year];
}

/** YYYY-MM-DD; null for what is no day, or still to come. @param today  YYYY-MM-DD */
export function birthDate(digits: string, today: string): string | null {
  if (digits.length < MOST) return null;
  const [day, month, year] = birthParts(digits);
  const date = `${year}-${month}-${day}`;
  const at = new Date(`${date}T00:00:00Z`);
  // The 31st of February would become one of March.
  const isDay = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date;
  return isDay && date >= '1880-01-01' && date <= today ? date : null;
}
