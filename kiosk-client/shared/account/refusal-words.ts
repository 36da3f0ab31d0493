import { part } from '../../languages/part.ts';
import type { Language } from '../../../models/vocabulary.ts';
import { ApiProblem } from '../api.ts';
import { language } from '../i18n/language.ts';
import { t } from './texts.ts';

/** The language of the server's own sentences. */
const SERVER_SPEAKS: Language = 'en';
const SENTENCES = part('refusals');

/** Here the server may know more than the code says: who still uses it, what is taken. */
const MORE_TO_SAY = ['in_use', 'already_taken'];

/** A "no" of the server as a sentence in the language of the screen. One that a person never meets here is our own mistake. */
export function refusalWords(problem: unknown): string {
  const sentences: Partial<Record<string, string>> = SENTENCES[language.value];
  if (!(problem instanceof ApiProblem)) return sentences['internal_error'] ?? '';
  if (language.value === SERVER_SPEAKS && MORE_TO_SAY.includes(problem.code)) return problem.detail;
  const sentence = sentences[problem.code] ?? wrongWords(problem.detail, 'internal_error');
  if (problem.code === 'too_many_requests' && problem.retryAfter !== null) {
    return `${sentence} ${waitWords(problem.retryAfter)}`;
  }
  if (problem.code === 'plan_limit' && problem.plan) return `${sentence} ${t('used_of', problem.plan)}`;
  return sentence;
}

/** What the server says is wrong with one field: in its own language word for word, in others that something is. */
export function wrongWords(message: string, otherwise: keyof (typeof SENTENCES)['en'] = 'invalid_input'): string {
  return language.value === SERVER_SPEAKS ? message : SENTENCES[language.value][otherwise];
}

function waitWords(seconds: number): string {
  return seconds <= 90 ? t('wait_seconds', { count: seconds }) : t('wait_minutes', { count: Math.ceil(seconds / 60) });
}
