import { localeOf } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';

/** `€45.00`, as it is written in the reader's language. */
export function money(cents: number, currency: string): string {
  const shown = { style: 'currency', currency } as const;
  return new Intl.NumberFormat(localeOf(language.value), shown).format(cents / 100);
}
