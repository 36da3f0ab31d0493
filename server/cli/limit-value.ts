import { StartFailure } from '../start-failure.ts';

/** A whole number, `unlimited` (null), or `plan`: what the plan says. @throws StartFailure */
export function limitValue(word: string): number | null | 'plan' {
  if (word === 'plan') return 'plan';
  if (word === 'unlimited') return null;
  if (/^\d{1,15}$/.test(word)) return Number(word);
  throw new StartFailure(`--limit takes a whole number, unlimited or plan; not ${word}.`);
}
