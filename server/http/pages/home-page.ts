import type { OrganizationRow } from '../../../models/organization.ts';
import type { Language } from '../../../models/vocabulary.ts';
import { escapeHtml, plainPage } from './html.ts';
import { PAGE_WORDS } from './page-words.ts';

const SCREENS = ['display', 'kiosk', 'staff', 'admin', 'account'] as const;

/** The screens of an organization, and first of all where patients book. */
export function organizationPage(
  { name }: OrganizationRow,
  { base, language, booksOnline }: { base: string; language: Language; booksOnline: boolean },
): string {
  const words = PAGE_WORDS[language];
  const links = [...(booksOnline ? (['book'] as const) : []), ...SCREENS].map((screen) => {
    const address = escapeHtml(`${base}/${screen}`);
    return `<li><a href="${address}">${words[screen]}</a> <span>${words[`${screen}_about`]}</span></li>`;
  });
  const body = `<h1 dir="auto">${escapeHtml(name)}</h1>\n<ul>${links.join('\n')}</ul>`;
  return plainPage({ title: name, language, body });
}

/** Where no organization was named. */
export function welcomePage({ signUp, language }: { signUp: boolean; language: Language }): string {
  const words = PAGE_WORDS[language];
  return plainPage({
    title: 'WaitLessQ',
    language,
    body: `<h1>WaitLessQ</h1>
<p>${words.welcome} <code dir="ltr">/o/…</code></p>
${signUp ? `<p><a href="/sign-up">${words.sign_up}</a></p>` : ''}
<p><a href="/docs">${words.for_programs}</a></p>`,
  });
}
