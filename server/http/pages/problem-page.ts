import type { Request } from 'express';
import type { Problem } from '../../../realtime/contract/problem.ts';
import { escapeHtml, plainPage } from './html.ts';

const FOR_PROGRAMS = /^\/(?:api|healthz|readyz|metrics|assets)(?:\/|$)/;

/** Whether a person is looking: a browser that opens a page, not a program that asks the API. */
export function isScreen(request: Request): boolean {
  return !FOR_PROGRAMS.test(request.path) && request.accepts(['json', 'html']) === 'html';
}

/** A "no" for people: what it is, what to do, and the number by which it is found in the log. */
export function problemPage(problem: Problem, path: string): string {
  const { title, detail } = problem.status === 404 && path.startsWith('/t/') ? OLD_LINK : problem;
  return plainPage({
    title,
    body: `<h1>${escapeHtml(title)}</h1>
${detail === title ? '' : `<p>${escapeHtml(detail)}</p>`}
<p class="small">${problem.status} · ${escapeHtml(problem.request_id)}</p>`,
  });
}

const OLD_LINK = {
  title: 'This link is not in use any more.',
  detail: 'A ticket’s page closes some time after the visit. If you are still waiting, please ask at the desk.',
};
