import { ApiProblem } from '../api.ts';
import { language } from '../i18n/language.ts';
import { ar } from './refusals/ar.ts';
import { de } from './refusals/de.ts';
import { en } from './refusals/en.ts';
import { es } from './refusals/es.ts';

const SENTENCES = { en, de, es, ar };

/** A "no" of the server as a sentence in the language of the screen; one without a translation keeps the server's words. */
export function refusalWords(problem: unknown): string {
  const sentences: Partial<Record<string, string>> = SENTENCES[language.value];
  if (!(problem instanceof ApiProblem)) return sentences['internal_error'] ?? '';
  return sentences[problem.code] ?? problem.detail;
}
