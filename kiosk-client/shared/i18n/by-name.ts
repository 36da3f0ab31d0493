import type { Language } from '../../../models/vocabulary.ts';
import { language } from './language.ts';

const collators = new Map<Language, Intl.Collator>();

/** In the order of the screen's language, as people look names up: Ä beside A in German, Ñ behind N in Spanish, Room 10 behind Room 9. */
export function byName(a: { name: string }, b: { name: string }): number {
  const spoken = language.value;
  const known = collators.get(spoken) ?? new Intl.Collator(spoken, { numeric: true });
  collators.set(spoken, known);
  return known.compare(a.name, b.name);
}
