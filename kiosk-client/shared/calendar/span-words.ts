import { localeOf } from '../i18n/format.ts';
import { language } from '../i18n/language.ts';

export const SPAN_UNITS = { minute: 1, hour: 60, day: 1440 } as const;
export type SpanUnit = keyof typeof SPAN_UNITS;

/** The largest unit that says it without a fraction. */
export function unitOf(minutes: number): SpanUnit {
  if (minutes === 0) return 'minute';
  return minutes % SPAN_UNITS.day === 0 ? 'day' : minutes % SPAN_UNITS.hour === 0 ? 'hour' : 'minute';
}

/** `90 minutes`, `2 hours`, `1 day`. */
export function spanWords(minutes: number): string {
  const unit = unitOf(minutes);
  return inUnit(unit).format(minutes / SPAN_UNITS[unit]);
}

/** `minutes`, for a list to choose from. */
export function unitWords(unit: SpanUnit): string {
  // Ten: the form for many in every one of our languages.
  const parts: { type: string; value: string }[] = inUnit(unit).formatToParts(10);
  return parts.find(({ type }) => type === 'unit')?.value ?? unit;
}

function inUnit(unit: SpanUnit): Intl.NumberFormat {
  // Known to browsers since 2019 (Safari 2021), and not to the types of the oldest that we build for.
  const inWords: object = { style: 'unit', unit, unitDisplay: 'long' };
  return new Intl.NumberFormat(localeOf(language.value), inWords);
}
