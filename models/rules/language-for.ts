import { LANGUAGES, RIGHT_TO_LEFT, type Language } from '../vocabulary.ts';

export function isLanguage(word: string): word is Language {
  return (LANGUAGES as readonly string[]).includes(word);
}

/**
 * The first wish that is offered: `de-AT` is met by `de`. Where none is, what the organization named first, and English where it
 * named nothing that is spoken here.
 * @param wishes  as a browser or a ticket names languages, the dearest first
 */
export function languageFor(wishes: readonly (string | null | undefined)[], offered: readonly string[]): Language {
  const spoken = offered.filter(isLanguage);
  for (const wish of wishes) {
    const base = wish?.split(/[-_]/)[0]?.toLowerCase();
    const met = spoken.find((language) => language === base);
    if (met !== undefined) return met;
  }
  return spoken[0] ?? LANGUAGES[0];
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.includes(language) ? 'rtl' : 'ltr';
}
