import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type Request, type Response, type Router } from 'express';
import { directionOf, languageFor } from '../../models/rules/language-for.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { LANGUAGES, type Language } from '../../models/vocabulary.ts';
import type { PageData, PlatformPageData } from '../../realtime/contract/resources/page-data.ts';
import { brandingAnswer } from '../queries/organizations/organization-answer.ts';
import { ownBookingAnswer } from '../queries/appointments/own-booking-answer.ts';
import { trackedEntry } from '../queries/tracked-entry.ts';
import { bookableServices } from '../queries/slots/bookable-services.ts';
import { homeOf } from '../access/home.ts';
import { nobodyOf } from '../access/identify.ts';
import { contextOf, type Context } from './context.ts';
import { allowStyles } from './middleware/security-headers.ts';
import { escapeHtml } from './pages/html.ts';
import { organizationPage, welcomePage } from './pages/home-page.ts';
import { requireOpen } from './require-open.ts';
import { appIcon, ICON_SIZES } from './pages/app-icon.ts';
import { APP_SCOPE, appManifest, appLinks } from './pages/app-manifest.ts';
import { bookContent } from './pages/book-content.ts';
import { bookingContent } from './pages/booking-content.ts';
import { placeContent, REFRESH } from './pages/place-content.ts';
import { presentBooking } from './present-booking.ts';
import type { Service } from './route.ts';
import { trackedAnswer } from './tracked-answer.ts';

const SCREENS = ['display', 'kiosk', 'staff', 'admin', 'account'] as const;
type Screen = (typeof SCREENS)[number] | 'book' | 'patient' | 'sign-up';

/**
 * The screens as Vite built them, with what they must know at once written in: which organization, where, and for a patient the
 * place itself, so that it shows without a script.
 * @param folder  `dist/screens`
 */
export function serveScreens(folder: string, { access, estimates, signUp, push, pages, site }: Service): Router {
  const router = express.Router();

  async function send(
    response: Response,
    screen: Screen,
    { language, content = '', head = '' }: { language: Language; content?: string; head?: string },
  ): Promise<void> {
    // The owner signs in on the administration's screen, and that says what stands still.
    requireOpen(contextOf(response).organization, null, screen === 'admin' ? 'signing_in' : null);
    const { html, build, styles } = await pages(screen);
    const context = contextOf(response);
    if (screen === 'sign-up' && !signUp) throw new Refusal('sign_up_closed');
    const data = screen === 'sign-up' ? platformData(context, build) : pageData(context, build, push);
    const page = fill(html, { data, language, content, head });
    allowStyles(response, styles);
    response.set('Cache-Control', 'no-store').type('html').send(page);
  }

  for (const screen of [...SCREENS, 'sign-up'] as const)
    router.get(`/${screen}`, (request, response) => send(response, screen, { language: readerOf(request, response) }));

  router.get('/t/:token', async (request, response) => {
    const { identity, organization, base } = contextOf(response);
    requireOpen(organization);
    if (!identity || !organization) throw new Refusal('not_found');
    const { actor } = identity;
    const place = await trackedAnswer({ access, estimates, actor }, await access.doors.snapshot(actor, trackedEntry));
    // Whoever chose a language at the kiosk reads that one, whatever the telephone was set to by somebody else.
    const language = readerOf(request, response, place.language);
    response.set('X-Robots-Tag', 'noindex');
    const head = REFRESH + appLinks(organization, base);
    await send(response, 'patient', { language, content: placeContent(place, language, base), head });
  });

  router.get('/book', (request, response) => {
    const language = readerOf(request, response);
    return send(response, 'book', { language, content: bookContent(language) });
  });

  router.get('/b/:token', async (request, response) => {
    const { identity, organization, base } = contextOf(response);
    requireOpen(organization);
    if (identity?.actor.kind !== 'booking' || !organization) throw new Refusal('not_found');
    const { actor } = identity;
    const home = homeOf(organization, site, { ...contextOf(response), secure: request.secure });
    const facts = await access.doors.snapshot(actor, ownBookingAnswer);
    const booking = presentBooking({ actor, access, home }, facts);
    const language = readerOf(request, response, facts.language);
    response.set('X-Robots-Tag', 'noindex');
    const content = bookingContent(booking, {
      language,
      base,
      token: request.params.token,
      now: new Date(access.now()),
    });
    await send(response, 'book', { language, content, head: REFRESH });
  });

  // What an installed app opens with, and what a telephone without a network shows: the page without anybody's place in it.
  router.get(APP_SCOPE, async (request, response) => {
    const { organization, base } = contextOf(response);
    response.set('X-Robots-Tag', 'noindex');
    const head = organization ? appLinks(organization, base) : '';
    await send(response, 'patient', { language: readerOf(request, response), head });
  });

  router.get('/app.webmanifest', (request, response) => {
    const { organization, base } = contextOf(response);
    requireOpen(organization);
    if (!organization) throw new Refusal('not_found');
    const manifest = appManifest(organization, { base, opensHere: request.query['opens'] === 'here' });
    response.set('Cache-Control', 'no-cache').type('application/manifest+json').send(JSON.stringify(manifest));
  });

  router.get('/app-icon-:size.png', (request, response) => {
    const { organization } = contextOf(response);
    requireOpen(organization);
    const size = ICON_SIZES.find((one) => String(one) === request.params.size);
    if (!organization || size === undefined) throw new Refusal('not_found');
    const colour = brandingAnswer(organization).primary_colour;
    response.set('Cache-Control', 'public, max-age=86400').type('image/png').send(appIcon(size, colour));
  });

  router.get('/worker.js', async (_request, response) => {
    const { organization, base } = contextOf(response);
    requireOpen(organization);
    if (!organization) throw new Refusal('not_found');
    const [{ build }, script] = await Promise.all([pages('patient'), readFile(join(folder, 'worker.js'), 'utf8')]);
    // Other words for another build: only then does a browser take the new script, and with it the new page.
    const about = JSON.stringify({ base, build }).replaceAll('<', String.raw`\u003c`);
    response.set('Cache-Control', 'no-cache').type('text/javascript').send(`self.app=${about};\n${script}`);
  });

  router.get('/', async (request, response) => {
    const { organization, base } = contextOf(response);
    requireOpen(organization);
    response.set('Cache-Control', 'no-store').type('html');
    const language = readerOf(request, response);
    if (!organization) return void response.send(welcomePage({ signUp, language }));
    const { services } = await access.doors.snapshot(nobodyOf(organization.id), bookableServices);
    response.send(organizationPage(organization, { base, language, booksOnline: services.length > 0 }));
  });

  return router;
}

function pageData({ organization, base }: Context, build: string, push: Service['push']): PageData {
  if (!organization) {
    throw new Refusal('unknown_organization', 'Open this screen at the address of your organization: /o/<name>/...');
  }
  const push_key = push?.keyOf(organization.id) ?? null;
  return { organization: { ...brandingAnswer(organization), id: organization.id }, base, build, push_key };
}

/** Nobody signs up inside somebody else's organization. */
function platformData({ organization }: Context, build: string): PlatformPageData {
  if (organization) throw new Refusal('not_found');
  return { organization: null, base: '', build };
}

/** In which language a page begins. The screen goes on in it, unless somebody chose another one on this device before. */
function readerOf(request: Request, response: Response, taken: string | null = null): Language {
  const { lang } = request.query;
  const wishes = [typeof lang === 'string' ? lang : null, taken, ...request.acceptsLanguages()];
  return languageFor(wishes, contextOf(response).organization?.languages ?? LANGUAGES);
}

const DATA = /(<script type="application\/json" id="page">)[^]*?(<\/script>)/;

/** A `<` would let a name end the block that it stands in. */
function fill(
  html: string,
  {
    data,
    language,
    content,
    head,
  }: { data: PageData | PlatformPageData; language: Language; content: string; head: string },
): string {
  const block = JSON.stringify(data).replaceAll('<', String.raw`\u003c`);
  // A name needs no translation; the screen adds what it is.
  const title = escapeHtml(data.organization?.name ?? 'WaitLessQ');
  return html
    .replace('<html lang="en"', `<html lang="${language}" dir="${directionOf(language)}"`)
    .replace(/<title>[^<]*/, () => `<title>${title}`)
    .replace(DATA, (_all, start: string, end: string) => start + block + end)
    .replace('<!--content-->', () => content)
    .replace('</head>', () => `${head}</head>`);
}
