import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { directionOf, isLanguage, languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES, type Language } from '../../../models/vocabulary.ts';
import { part } from '../../languages/part.ts';
import { recall, remember } from '../storage.ts';

const chosen = signal<Language>(LANGUAGES[0]);
const offered = signal<readonly Language[]>(LANGUAGES);

/** The language of this screen. Whatever reads it while rendering is drawn again when it changes. */
export const language: ReadonlySignal<Language> = chosen;
/** What the organization offers, in its order. */
export const languages: ReadonlySignal<readonly Language[]> = offered;

/** Each language by its own name, which is the only one that its readers are sure to know. */
export const LANGUAGE_NAMES: Record<Language, string> = part('name');

export { directionOf, isLanguage };

const STORED = 'waitlessq:language';

/**
 * The first line of every screen: from the address (`?lang=de`), the person's earlier choice, what the server found best for
 * this page (it knows the ticket's language and the browser's), else the browser's wishes or the organization's first. Keeps `lang` and `dir` of the document right ever after.
 */
export function startLanguage(organizationLanguages: readonly string[]): void {
  const own = organizationLanguages.filter(isLanguage);
  offered.value = own.length > 0 ? own : LANGUAGES;
  const asked = new URLSearchParams(location.search).get('lang');
  const wishes = [asked, recall(STORED), document.documentElement.lang, ...navigator.languages];
  chosen.value = languageFor(wishes, offered.value);
  effect(() => {
    document.documentElement.lang = chosen.value;
    document.documentElement.dir = directionOf(chosen.value);
  });
}

/** `keep: false` for a shared screen, where the next person starts anew. */
export function chooseLanguage(wanted: Language, { keep = true } = {}): void {
  chosen.value = wanted;
  if (keep) remember(STORED, wanted);
}
