import type { Language } from '../../../models/vocabulary.ts';
import { language } from './language.ts';

/**
 * Numbers, times and dates by `Intl`. Western digits everywhere, because the numbers on tickets and doors are written
 * with them.
 */
export function localeOf(spoken: Language): string {
  // `en` alone would write times the American way for everybody.
  const regional =
    typeof navigator === 'undefined' ? undefined : navigator.languages.find((one) => one.split('-')[0] === spoken);
  return `${regional ?? spoken}-u-nu-latn`;
}

export function formatNumber(value: number, spoken: Language = language.value): string {
  return new Intl.NumberFormat(localeOf(spoken)).format(value);
}

/** `10:41` or `10:41 AM`, on the clock of the time zone. */
export function formatTime(
  moment: Date | string | number,
  timeZone: string,
  spoken: Language = language.value,
): string {
  return new Intl.DateTimeFormat(localeOf(spoken), { hour: 'numeric', minute: '2-digit', timeZone }).format(
    new Date(moment),
  );
}

/** `Monday, 21 December`. */
export function formatDate(
  moment: Date | string | number,
  timeZone: string,
  spoken: Language = language.value,
): string {
  return new Intl.DateTimeFormat(localeOf(spoken), { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
    new Date(moment),
  );
}

/** `21 Dec 2026, 10:41`: when something happened that may be long ago. */
export function formatMoment(
  moment: Date | string | number,
  timeZone: string,
  spoken: Language = language.value,
): string {
  return new Intl.DateTimeFormat(localeOf(spoken), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  }).format(new Date(moment));
}

/** `4:05`: minutes and seconds that are left; never below zero. */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
