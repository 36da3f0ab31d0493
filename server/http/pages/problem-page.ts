import type { Request } from 'express';
import { languageFor } from '../../../models/rules/language-for.ts';
import { LANGUAGES, type Language } from '../../../models/vocabulary.ts';
import type { Problem } from '../../../realtime/contract/problem.ts';
import { escapeHtml, plainPage } from './html.ts';
import { PAGE_WORDS } from './page-words.ts';
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
  const language = languageFor(request.acceptsLanguages(), LANGUAGES);
  const { title, sentences } = wordsOf(problem, request.path, language);
  return plainPage({
    title,
    language,
    refresh: PASSING.includes(problem.status) ? LOOK_AGAIN_SECONDS : null,
    body: `<h1>${escapeHtml(title)}</h1>
${sentences.map((sentence) => `<p dir="auto">${escapeHtml(sentence)}</p>`).join('\n')}
<p class="small" dir="ltr">${problem.status} · ${escapeHtml(problem.request_id)}</p>`,
  });
}

type Words = { title: string; sentences: string[] };

function wordsOf({ status, code, title, detail }: Problem, path: string, language: Language): Words {
  const words = PAGE_WORDS[language];
  const { suspended, hint, closed } = STANDING_WORDS[language];
  // Why it stands still, or what the operator must do: in the words of whoever said so.
  const reason = detail === title ? [] : [detail];
  if (code === 'organization_suspended') return { title: suspended, sentences: [...reason, hint] };
  if (code === 'organization_closed') return { title: closed, sentences: reason };
  if (code === 'not_found') {
    if (path.startsWith('/t/')) return { title: words.old_link, sentences: [words.old_link_about] };
    if (path.startsWith('/b/')) return { title: words.old_booking, sentences: [words.old_booking_about] };
    return { title: words.not_found, sentences: [words.not_found_about] };
  }
  if (code === 'unknown_organization') {
    return { title: words.unknown_organization, sentences: [`${words.unknown_organization_about} /o/…`] };
  }
  if (code === 'too_many_requests' || code === 'unavailable' || code === 'sign_up_closed') {
    return { title: words[code], sentences: code === 'unavailable' ? reason : [] };
  }
  // Seen by those who put addresses together themselves, or when we have failed: the code is what they can ask about.
  return { title: words.not_possible, sentences: status === 500 ? [] : [code] };
}
