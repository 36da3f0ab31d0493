import { localeOf } from '../i18n/format.ts';
import { language } from '../i18n/language.ts';

/** `Mon, 21 Dec`. */
export function shortDay(day: string): string {
  return new Intl.DateTimeFormat(localeOf(language.value), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));
}
