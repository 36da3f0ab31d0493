import { directionOf } from '../../../models/rules/language-for.ts';
import type { EntryStatus, Language } from '../../../models/vocabulary.ts';
import type { Tracked } from '../../../realtime/contract/commands.ts';
import { escapeHtml } from './html.ts';
import { PLACE_WORDS, type PlaceWords } from './place-words.ts';

/** The patient's place as plain HTML: it is there before any script, and without one. No name. */
export function placeContent(place: Tracked, language: Language, base: string): string {
  const words = PLACE_WORDS[language];
  const [first, ...more] = said(place, words).map(escapeHtml);
  const next =
    place.next_token === null
      ? ''
      : `<p class="place__before"><a href="${escapeHtml(`${base}/t/${place.next_token}`)}">${escapeHtml(words.moved)}</a></p>`;
  return `<div class="page">
<main class="page__main" lang="${language}" dir="${directionOf(language)}">
<section class="place place--${escapeHtml(place.status)}">
<p class="place__label">${escapeHtml(words.number)}</p>
<h1 class="place__number"><bdi class="number" dir="ltr">${escapeHtml(place.ticket_number)}</bdi></h1>
${first === undefined ? '' : `<p class="place__before">${first}</p>`}
${more.map((line) => `<p class="place__wait">${line}</p>`).join('\n')}${next}
</section>
<p class="place__where">${escapeHtml(place.queue)} · ${escapeHtml(place.office)}</p>
<noscript><p class="place__where">${escapeHtml(words.refresh)}</p></noscript>
</main>
</div>`;
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
