import type { Page } from 'playwright-core';
import { EVERY_LANGUAGE } from '../../kiosk-client/languages/every-language.ts';
import { part } from '../../kiosk-client/languages/part.ts';
import { LANGUAGES, type Language } from '../../models/vocabulary.ts';

/** What is the same in every language: addresses, formats of files, the name of the product. */
const NOBODYS = [
  'waitlessq',
  'https',
  'http',
  'api',
  'qr',
  'txt',
  'utc',
  'png',
  'jpeg',
  'webp',
  'ics',
  'kb',
  'mb',
  'gb',
  'eur',
  'inr',
  // A country, where an example is given.
  'de',
  'chrome',
  'linux',
];

/**
 * English that somebody reads who chose another language: words of the English texts, of dates and of the server, which the
 * other language does not have itself. Where another script is written, every Latin word counts.
 */
export async function foreignWords(
  page: Page,
  state: string,
  language: Language,
  names: readonly string[],
): Promise<string[]> {
  const [english, own] = [vocabularyOf('en'), vocabularyOf(language)];
  const otherScript = new Intl.Locale(language).maximize().script !== 'Latn';
  const found: string[] = [];
  for (const text of await page.evaluate(whatIsRead)) {
    const words =
      withoutNames(text, names)
        .replace(REQUEST_ID, ' ')
        .match(/\p{L}[\p{L}\p{M}]+/gu) ?? [];
    const foreign = words
      .map((word) => word.toLowerCase())
      .filter((word) => /^[a-z]+$/.test(word) && !LATIN_IN_DATES.has(word))
      // What stands in its own file is no excuse where nothing is written in these letters.
      .filter((word) =>
        otherScript ? !NOBODYS.includes(word) : word.length > 2 && english.has(word) && !own.has(word),
      );
    if (foreign.length > 0) found.push(`${state}: ${foreign.join(', ')} in "${text.slice(0, 80)}"`);
  }
  return [...new Set(found)];
}

/** Some begin with letters. */
const REQUEST_ID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Hindi writes the halves of the day so. */
const LATIN_IN_DATES = new Set(['am', 'pm']);

const known = new Map<Language, Set<string>>();

function vocabularyOf(language: Language): Set<string> {
  const words = known.get(language) ?? readVocabulary(language);
  known.set(language, words);
  return words;
}

/** Every word of every text, the names of days and months, and what is nobody's. */
function readVocabulary(language: Language): Set<string> {
  const dates = Array.from({ length: 12 }, (_, month) =>
    (['long', 'short'] as const).map((form) =>
      new Intl.DateTimeFormat(language, { weekday: form, month: form }).format(Date.UTC(2026, month, 1 + month)),
    ),
  );
  // A value's name, `{count}`, is no word.
  const plain = saidBy(EVERY_LANGUAGE[language]).replace(/\{\w+\}/g, ' ');
  const words = wordsIn(`${plain} ${dates.join(' ')} ${NOBODYS.join(' ')}`);
  if (language === 'en') for (const word of NOBODYS) words.delete(word);
  return words;
}

function wordsIn(text: string): Set<string> {
  return new Set((text.match(/\p{L}[\p{L}\p{M}]+/gu) ?? []).map((word) => word.toLowerCase()));
}

/** Texts in objects in objects; some of the server's are made by a function. */
function saidBy(text: unknown): string {
  if (typeof text === 'string') return text;
  if (typeof text === 'function')
    return saidBy((text as (...values: unknown[]) => unknown)({ toString: () => '' }, ''));
  return Object.values(text ?? {})
    .map(saidBy)
    .join(' ');
}

/** What people have called things, addresses and everything that is made of letters by chance. */
function withoutNames(text: string, names: readonly string[]): string {
  const languages = LANGUAGES.map((language) => new RegExp(LANGUAGE_NAMES[language], 'g'));
  return [
    /\S+@\S+/g,
    ...names.map((name) => new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi')),
    ...languages,
    // An island among the countries of telephone numbers, and no month.
    /Jan Mayen/g,
    /\b[\w-]+(\.[\w-]+)+\S*/g,
    /\S*\/\S*/g,
    /\b[A-Z]{0,3}\d+\b/g,
    /\b(?=\w*\d)[\w-]{4,}\b/g,
  ].reduce((rest, name) => rest.replace(name, ' '), text);
}

const LANGUAGE_NAMES = part('name');

/** Runs in the page: the title, everything that is shown, and everything that is read aloud. */
function whatIsRead(): string[] {
  const { lang } = document.documentElement;
  /** Said to be in another language, as all of them are at the entrance. */
  const isElsewhere = (element: Element) => (element.closest<HTMLElement>('[lang]')?.lang ?? lang) !== lang;
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (
      !element ||
      isElsewhere(element) ||
      element.closest('script, style, noscript, [hidden], [translate=no], code, pre, datalist')
    )
      continue;
    texts.push(walker.currentNode.textContent ?? '');
  }
  for (const element of Array.from(document.querySelectorAll('body *'))) {
    if (isElsewhere(element)) continue;
    for (const name of [
      'aria-label',
      'aria-description',
      'aria-roledescription',
      'aria-valuetext',
      'title',
      'alt',
      'placeholder',
    ]) {
      texts.push(element.getAttribute(name) ?? '');
    }
  }
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
