import { t } from './texts.ts';

/** A range, never one minute: "about 10 to 20 min". */
export function waitWords({ p20, p80 }: { p20: number; p80: number }): string {
  if (p80 <= 0) return t('no_wait');
  return p20 <= 0 || p20 === p80 ? t('wait_about', { to: p80 }) : t('wait_range', { from: p20, to: p80 });
}
