import type { Request } from 'express';
import { LANGUAGES, type Language } from '../../../models/vocabulary.ts';
import type { Problem } from '../../../realtime/contract/problem.ts';
import { escapeHtml, plainPage } from './html.ts';
import { languageFor } from './place-words.ts';
import { STANDING_WORDS } from './standing-words.ts';

const FOR_PROGRAMS = /^\/(?:api|healthz|readyz|metrics|assets)(?:\/|$)/;

/** Whether a person is looking: a browser that opens a page, not a program that asks the API. */
export function isScreen(request: Request): boolean {
  return !FOR_PROGRAMS.test(request.path) && request.accepts(['json', 'html']) === 'html';
}

/** Televisions and tablets have nobody who reloads them. */
const LOOK_AGAIN_SECONDS = 20;
const PASSING = [423, 503];

/** A "no" for people: what it is, what to do, and the number by which it is found in the log. */
export function problemPage(problem: Problem, request: Request): string {
  const language = languageFor((offered) => request.acceptsLanguages(offered), LANGUAGES);
  const { title, sentences, spoken } = wordsOf(problem, request.path, language);
  return plainPage({
    title,
    language: spoken,
    refresh: PASSING.includes(problem.status) ? LOOK_AGAIN_SECONDS : null,
    body: `<h1>${escapeHtml(title)}</h1>
${sentences.map((sentence) => `<p dir="auto">${escapeHtml(sentence)}</p>`).join('\n')}
<p class="small">${problem.status} · ${escapeHtml(problem.request_id)}</p>`,
  });
}

type Words = { title: string; sentences: string[]; spoken: Language };

function wordsOf({ status, code, title, detail }: Problem, path: string, language: Language): Words {
  const more = detail === title ? [] : [detail];
  const { suspended, hint, closed } = STANDING_WORDS[language];
  if (code === 'organization_suspended') return { title: suspended, sentences: [...more, hint], spoken: language };
  if (code === 'organization_closed') return { title: closed, sentences: more, spoken: language };
  if (status === 404 && path.startsWith('/t/')) return { ...OLD_LINK, spoken: 'en' };
  return { title, sentences: more, spoken: 'en' };
}

const OLD_LINK = {
  title: 'This link is not in use any more.',
  sentences: ['A ticket’s page closes some time after the visit. If you are still waiting, please ask at the desk.'],
};
