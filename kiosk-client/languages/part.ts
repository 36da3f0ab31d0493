import { LANGUAGES, type Language } from '../../models/vocabulary.ts';
import { EVERY_LANGUAGE } from './every-language.ts';

type Every = typeof EVERY_LANGUAGE;

/**
 * One part of every language: `part('patient')` is what the phone says, by language. A screen is built with the parts that it
 * names and no others: own-parts.ts puts the imports of those parts in the place of this call.
 */
export function part<P extends keyof Every['en']>(name: P): { readonly [L in Language]: Every[L][P] } {
  const texts: Partial<Record<Language, unknown>> = {};
  for (const language of LANGUAGES) texts[language] = EVERY_LANGUAGE[language][name];
  // One entry for each language, as the loop has just made them.
  return texts as { readonly [L in Language]: Every[L][P] };
}
