import { formatDate, localeOf } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';
import { daysBetween, inUtc } from './local-days.ts';
import { t } from './texts.ts';

/** `Monday, 21 December`. */
export function dayInWords(day: string): string {
  return formatDate(inUtc(day), 'UTC');
}

/** `Today`, `Tomorrow`, else null. */
export function nearDay(day: string, today: string): string | null {
  const days = daysBetween(today, day);
  if (days === 0) return t('today');
  return days === 1 ? t('tomorrow') : null;
}

/** `Tomorrow, 21 December`, `Monday, 21 December`. */
export function dayOrNear(day: string, today: string): string {
  const near = nearDay(day, today);
  return near === null
    ? dayInWords(day)
    : t('day_and_time', { day: near, time: inDayStyle(day, { day: 'numeric', month: 'long' }) });
}

export function inDayStyle(day: string, style: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(localeOf(language.value), { ...style, timeZone: 'UTC' }).format(inUtc(day));
}
