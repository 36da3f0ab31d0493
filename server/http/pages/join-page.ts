import { randomBytes } from 'node:crypto';
import type { OrganizationRow } from '../../../models/organization.ts';
import type { Language } from '../../../models/vocabulary.ts';
import type { Joinable } from '../../../realtime/contract/resources/joinable.ts';
import { escapeHtml, plainPage } from './html.ts';
import { JOIN_WORDS } from './join-words.ts';
import { PLACE_WORDS } from './place-words.ts';

type Around = {
  organization: OrganizationRow;
  base: string;
  language: Language;
  /** Whether there is something to come back for. */
  booksOnline: boolean;
};

/** The queues that people may join with their own phone. */
export function joinPage(queues: readonly Joinable[], around: Around): string {
  const { organization, base, language } = around;
  const words = JOIN_WORDS[language];
  const body =
    queues.length === 0
      ? `<p>${words.none}</p>`
      : `<h1>${words.choose}</h1>\n<ul>${queues.map((queue) => linkTo(queue, base, language)).join('\n')}</ul>`;
  return plainPage({ title: organization.name, language, body: above(organization) + body + booking(around) });
}

/** One of them: who waits, for how long, and one button. A form, so that it works on every phone and without a script. */
export function joinQueuePage(queue: Joinable, several: boolean, around: Around): string {
  const { organization, base, language } = around;
  const words = JOIN_WORDS[language];
  const { name, description } = namesOf(queue, language);
  const refused = refusalOf(queue, language);
  const path = escapeHtml(`${base}/join/${queue.id}`);
  // Of one visit to this page: sent twice, it is one number.
  const key = randomBytes(18).toString('base64url');
  const body = `${above(organization)}<h1 dir="auto">${escapeHtml(name)}</h1>
${description === null ? '' : `<p dir="auto">${escapeHtml(description)}</p>`}
${
  refused === null
    ? `<p>${words.waiting(queue.waiting)}${queue.wait === null ? '' : `<br>${PLACE_WORDS[language].wait(queue.wait.p20, queue.wait.p80)}`}</p>
<form method="post" action="${path}"><input type="hidden" name="key" value="${key}"><input type="hidden" name="language" value="${language}"><button>${words.take}</button></form>
<p class="small">${words.about}</p>`
    : `<p role="status"><strong>${refused}</strong></p>`
}
${several ? `<p><a href="${escapeHtml(`${base}/join`)}">${words.others}</a></p>` : ''}${booking(around)}`;
  return plainPage({ title: `${name} · ${organization.name}`, language, body, refresh: refused === null ? null : 60 });
}

function above({ name }: OrganizationRow): string {
  return `<p class="small" dir="auto">${escapeHtml(name)}</p>\n`;
}

function booking({ base, language, booksOnline }: Around): string {
  if (!booksOnline) return '';
  return `\n<p><a href="${escapeHtml(`${base}/book`)}">${JOIN_WORDS[language].book}</a></p>`;
}

function linkTo(queue: Joinable, base: string, language: Language): string {
  const address = escapeHtml(`${base}/join/${queue.id}`);
  const { name } = namesOf(queue, language);
  const more = refusalOf(queue, language) ?? JOIN_WORDS[language].waiting(queue.waiting);
  return `<li><a class="choice" href="${address}"><bdi>${escapeHtml(name)}</bdi> <span class="small">${more}</span></a></li>`;
}

function namesOf({ name, description, texts }: Joinable, language: Language) {
  const own = texts[language];
  return { name: own?.name ?? name, description: own?.description ?? description };
}

function refusalOf({ status, full }: Joinable, language: Language): string | null {
  const words = JOIN_WORDS[language];
  if (status === 'closed') return words.closed;
  if (status === 'paused') return words.paused;
  return full ? words.full : null;
}
