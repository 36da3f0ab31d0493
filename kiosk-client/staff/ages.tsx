import { formatCountdown } from '../shared/i18n/format.ts';
import { now, nowRoughly } from './now.ts';
import { t } from './texts.ts';

const MINUTE = 60_000;
/** From then on the end of the promised time is near enough to be seen. */
const SOON = 5 * MINUTE;

/** `12 min`, `1 h 5 min`; whole minutes, because nobody manages a queue by the second. */
export function minutesWords(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE));
  if (minutes < 1) return t('under_a_minute');
  return minutes < 60
    ? t('minutes', { minutes })
    : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function Age({ since }: { since: string }) {
  return <>{minutesWords(nowRoughly.value - Date.parse(since))}</>;
}

/** `1:24`, counting. */
export function Stopwatch({ since }: { since: string }) {
  const seconds = Math.max(0, Math.floor((now.value - Date.parse(since)) / 1000));
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return <bdi class="number">{clock}</bdi>;
}

/** How the wait stands against what the queue promises, quietly: in colour and in words. */
export function TargetMark({ dueAt }: { dueAt: string }) {
  const left = Date.parse(dueAt) - nowRoughly.value;
  if (Math.abs(left) < MINUTE) return <span class="mark mark--soon">{t('due_now')}</span>;
  if (left < 0) return <span class="mark mark--late">{t('late_by', { time: minutesWords(-left) })}</span>;
  return <span class={left < SOON ? 'mark mark--soon' : 'mark'}>{t('due_in', { time: minutesWords(left) })}</span>;
}

/** `2:10`, down to zero. */
export function Countdown({ until }: { until: string }) {
  return <bdi class="number">{formatCountdown(Date.parse(until) - now.value)}</bdi>;
}
