import type { OrganizationRow } from '../../../models/organization.ts';
import { escapeHtml, plainPage } from './html.ts';

const SCREENS = [
  ['/display', 'Display', 'the screen in the waiting room'],
  ['/kiosk', 'Kiosk', 'the tablet at the entrance that gives numbers'],
  ['/staff', 'Staff', 'calls the next person'],
  ['/admin', 'Administration', 'offices, queues, people and screens'],
  ['/account', 'Your account', 'password, second factor and where you are signed in'],
] as const;

/** The screens of an organization. */
export function organizationPage({ name }: OrganizationRow, base: string): string {
  const links = SCREENS.map(
    ([path, label, says]) => `<li><a href="${escapeHtml(base + path)}">${label}</a> <span>${says}</span></li>`,
  );
  return plainPage({ title: name, body: `<h1>${escapeHtml(name)}</h1>\n<ul>${links.join('\n')}</ul>` });
}

/** Where no organization was named. */
export function welcomePage({ signUp }: { signUp: boolean }): string {
  return plainPage({
    title: 'WaitLessQ',
    body: `<h1>WaitLessQ</h1>
<p>Queues that people need not stand in. Every organization has its own address here: <code>/o/&lt;name&gt;</code>.</p>
${signUp ? '<p><a href="/sign-up">Create an organization</a></p>' : ''}
<p>For programs: <a href="/docs">the API</a>.</p>`,
  });
}
