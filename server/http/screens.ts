import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Response, type Router } from 'express';
import { Refusal } from '../../models/rules/refusal.ts';
import type { PageData, PlatformPageData } from '../../realtime/contract/resources/page-data.ts';
import { createRecentAnswers } from '../access/recent-answers.ts';
import { brandingAnswer } from '../queries/organizations/organization-answer.ts';
import { trackedEntry } from '../queries/tracked-entry.ts';
import { contextOf, type Context } from './context.ts';
import { organizationPage, welcomePage } from './pages/home-page.ts';
import { requireOpen } from './require-open.ts';
import { placeContent, REFRESH } from './pages/place-content.ts';
import { languageFor } from './pages/place-words.ts';
import type { Service } from './route.ts';
import { trackedAnswer } from './tracked-answer.ts';

const SCREENS = ['display', 'kiosk', 'staff', 'admin', 'account'] as const;
type Screen = (typeof SCREENS)[number] | 'patient' | 'sign-up';

type BuiltPage = { html: string; build: string };

/**
 * The screens as Vite built them, with what they must know at once written in: which organization, where, and for a patient the
 * place itself, so that it shows without a script.
 * @param folder  `dist/kiosk-client`
 */
export function serveScreens(folder: string, { access, estimates, signUp }: Service): Router {
  const router = express.Router();
  const built = createRecentAnswers<BuiltPage>({ keepMs: 5_000 });

  const pageOf = (screen: Screen) =>
    built.get(screen, async () => {
      const html = await readFile(join(folder, screen, 'index.html'), 'utf8').catch(() => {
        throw new Refusal('unavailable', 'This screen has not been built: npm run build.');
      });
      return { html, build: createHash('sha256').update(html).digest('base64url').slice(0, 12) };
    });

  async function send(response: Response, screen: Screen, content = '', head = ''): Promise<void> {
    // The owner signs in on the administration's screen, and that says what stands still.
    requireOpen(contextOf(response).organization, null, screen === 'admin' ? 'signing_in' : null);
    const { html, build } = await pageOf(screen);
    const context = contextOf(response);
    if (screen === 'sign-up' && !signUp) throw new Refusal('sign_up_closed');
    const data = screen === 'sign-up' ? platformData(context, build) : pageData(context, build);
    const page = fill(html, { data, content, head });
    response.set('Cache-Control', 'no-store').type('html').send(page);
  }

  for (const screen of [...SCREENS, 'sign-up'] as const)
    router.get(`/${screen}`, (_request, response) => send(response, screen));

  router.get('/t/:token', async (request, response) => {
    const { identity, organization, base } = contextOf(response);
    requireOpen(organization);
    if (!identity || !organization) throw new Refusal('not_found');
    const { actor } = identity;
    const place = await trackedAnswer({ access, estimates, actor }, await access.doors.snapshot(actor, trackedEntry));
    const language = languageFor((offered) => request.acceptsLanguages(offered), organization.languages);
    response.set('X-Robots-Tag', 'noindex');
    await send(response, 'patient', placeContent(place, language, base), REFRESH);
  });

  router.get('/', (_request, response) => {
    const { organization, base } = contextOf(response);
    requireOpen(organization);
    response.set('Cache-Control', 'no-store').type('html');
    response.send(organization ? organizationPage(organization, base) : welcomePage({ signUp }));
  });

  return router;
}

function pageData({ organization, base }: Context, build: string): PageData {
  if (!organization) {
    throw new Refusal('unknown_organization', 'Open this screen at the address of your organization: /o/<name>/...');
  }
  return { organization: { ...brandingAnswer(organization), id: organization.id }, base, build };
}

/** Nobody signs up inside somebody else's organization. */
function platformData({ organization }: Context, build: string): PlatformPageData {
  if (organization) throw new Refusal('not_found');
  return { organization: null, base: '', build };
}

const DATA = /(<script type="application\/json" id="page">)[^]*?(<\/script>)/;

/** A `<` would let a name end the block that it stands in. */
function fill(
  html: string,
  { data, content, head }: { data: PageData | PlatformPageData; content: string; head: string },
): string {
  const block = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  return html
    .replace(DATA, (_all, start: string, end: string) => start + block + end)
    .replace('<!--content-->', () => content)
    .replace('</head>', () => `${head}</head>`);
}
