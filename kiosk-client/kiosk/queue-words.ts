import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { t } from './texts.ts';
import { waitWords } from './wait-words.ts';

/** In the visitor's language where the organization wrote one, else as everybody calls it. */
export function queueName({ texts, name }: Joinable): string {
  return texts[language.value]?.name || name;
}

/** '' where nobody wrote one. */
export function queueDescription({ texts, description }: Joinable): string {
  return texts[language.value]?.description || description || '';
}

export function takesPeople({ status, full }: Joinable): boolean {
  return status !== 'closed' && !full;
}

/** How it is there now: what to expect, or why nobody can join and what to do instead. */
export function queueState(queue: Joinable): string[] {
  const { status, waiting, wait, full } = queue;
  if (status === 'closed') return [t('closed'), t('ask_at_desk')];
  if (full) return [t('full'), t('ask_at_desk')];
  const words = [waiting === 0 ? t('nobody_waiting') : t('waiting', { count: waiting })];
  if (status === 'paused') words.unshift(pauseWords(queue));
  else if (wait !== null && waiting > 0) words.push(waitWords(wait));
  return words;
}

function pauseWords({ until, reason }: Joinable): string {
  const words =
    until === null ? t('paused') : t('paused_until', { time: formatTime(until, page.organization.time_zone) });
  return reason === null ? words : `${words} (${reason})`;
}
