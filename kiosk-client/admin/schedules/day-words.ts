import { localeOf } from '../../shared/i18n/format.ts';
import { language } from '../../shared/i18n/language.ts';
import { t } from './texts.ts';

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

export function weekdayWords(weekday: number): string {
  const moment = MONDAY + (weekday - 1) * DAY_MS;
  return new Intl.DateTimeFormat(localeOf(language.value), { weekday: 'long', timeZone: 'UTC' }).format(moment);
}

/** `21 Dec 2026`. */
export function dayWords(day: string): string {
  return new Intl.DateTimeFormat(localeOf(language.value), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${day}T00:00:00Z`));
}

export function daysWords(from: string, until: string): string {
  return from === until ? dayWords(from) : t('between', { from: dayWords(from), until: dayWords(until) });
}
