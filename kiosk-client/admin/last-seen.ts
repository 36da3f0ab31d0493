import { serverNow } from '../shared/clock.ts';
import { formatDate, formatTime } from '../shared/i18n/format.ts';
import { page } from '../shared/page.ts';
import { t } from './texts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** In words: now, minutes ago, or when. */
export function lastSeenWords(lastSeenAt: string | null): string {
  if (lastSeenAt === null) return t('never_seen');
  const age = serverNow() - Date.parse(lastSeenAt);
  if (age <= 2 * MINUTE_MS) return t('seen_now');
  if (age < HOUR_MS) return t('seen_minutes_ago', { minutes: Math.floor(age / MINUTE_MS) });
  const zone = page.organization.time_zone;
  const time = formatTime(lastSeenAt, zone);
  return age < 12 * HOUR_MS ? t('seen_at', { time }) : t('seen_on', { date: formatDate(lastSeenAt, zone), time });
}
