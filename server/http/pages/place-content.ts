import type { EntryStatus, Language } from '../../../models/vocabulary.ts';
import type { Tracked } from '../../../realtime/contract/commands.ts';
import { escapeHtml } from './html.ts';
import { PLACE_WORDS, type PlaceWords } from './place-words.ts';

/** The patient's place as plain HTML: it is there before any script, and without one. No name. */
export function placeContent(place: Tracked, language: Language, base: string): string {
  const words = PLACE_WORDS[language];
  const lines = said(place, words).map((line) => `<p>${escapeHtml(line)}</p>`);
  const next =
    place.next_token === null
      ? ''
      : `<p><a href="${escapeHtml(`${base}/t/${place.next_token}`)}">${escapeHtml(words.moved)}</a></p>`;
  return `<main class="place" lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<p>${escapeHtml(words.number)}</p>
<h1><bdi dir="ltr">${escapeHtml(place.ticket_number)}</bdi></h1>
${lines.join('\n')}${next}
<p>${escapeHtml(place.queue)} · ${escapeHtml(place.office)}</p>
<noscript><p>${escapeHtml(words.refresh)}</p></noscript>
</main>`;
}

/** Without a script the page asks again by itself. */
export const REFRESH = '<noscript><meta http-equiv="refresh" content="20"></noscript>';

function said({ status, position, wait, counter }: Tracked, words: PlaceWords): string[] {
  switch (
    status as EntryStatus // the wire's word is the vocabulary's
  ) {
    case 'waiting':
      return [
        words.before(Math.max(0, (position ?? 1) - 1)),
        wait === null ? words.noEstimate : words.wait(wait.p20, wait.p80),
      ];
    case 'called':
      return [words.called, ...(counter === null ? [] : [words.goTo(counter)])];
    case 'serving':
      return [words.serving, ...(counter === null ? [] : [counter])];
    case 'no_show':
      return [words.missed];
    case 'parked':
      return [words.parked];
    case 'transferred':
      return [];
    case 'served':
    case 'left':
    case 'cancelled':
      return [words.over];
  }
}
