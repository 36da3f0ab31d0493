import { t } from '../texts.ts';

/** `12 min`, `1 h 5 min`; a dash where there is nothing to say. */
export function minutesWords(wait: number | null | undefined): string {
  if (wait === null || wait === undefined) return '–';
  const minutes = Math.round(wait);
  return minutes < 60
    ? t('minutes', { minutes })
    : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function waitWords(milliseconds: number | null | undefined): string {
  return minutesWords(milliseconds === null || milliseconds === undefined ? null : Math.floor(milliseconds / 60_000));
}
