import { byName } from '../shared/i18n/by-name.ts';
import { language } from '../shared/i18n/language.ts';
import { CALLING_CODES } from './calling-codes.ts';

type Names = { of(code: string): string | undefined };

/** Every country by its name in the reader's language; by its letters in browsers that do not know the names. */
export function countryNames(): { id: string; name: string }[] {
  const { DisplayNames } = Intl as { DisplayNames?: new (locale: string, style: { type: 'region' }) => Names };
  const names = DisplayNames ? new DisplayNames(language.value, { type: 'region' }) : null;
  return Array.from(CALLING_CODES.keys(), (id) => ({ id, name: names?.of(id) ?? id })).sort(byName);
}
