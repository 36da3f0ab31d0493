import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { signIn } from '../../tests/browser/clinic-screens.ts';
import { apiOf, yes } from '../../tests/support/api.ts';
import { openBrowser } from '../../tests/support/browser.ts';
import { join as joinQueue, signUpClinic } from '../../tests/support/service.ts';
import { open, take } from './camera.ts';
import { openDemo, type Demo, type Links } from './demo.ts';
import { fileOf, galleryPage, type Screen, type State } from './gallery.ts';

// As they hang, stand and lie. What is wider than a page of text is drawn smaller, not scaled down.
const SIZES: Record<Screen, BrowserContextOptions & { size: readonly [number, number] }> = {
  display: { size: [1920, 1080], deviceScaleFactor: 0.625 },
  kiosk: { size: [1024, 768] },
  patient: { size: [390, 844], isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
  staff: { size: [1180, 820] },
  admin: { size: [1440, 1000], deviceScaleFactor: 0.8 },
};
const UPRIGHT = { size: [1080, 1920] satisfies [number, number], deviceScaleFactor: 0.5 };
const WORKPLACE = { counter: 'Room 3', queues: ['General practice', 'Blood tests'] };
/** A button that has just appeared takes no tap: it would be the second half of a double one. */
const REACTION_MS = 500;

/** Takes the pictures of the documentation anew: a new clinic, a busy one, one without its node. */
async function takePictures(): Promise<void> {
  const demo = await openDemo();
  const browser = await openBrowser();
  try {
    await emptyClinic(browser, demo);
    await busyClinic(browser, demo);
    writeFileSync(join(import.meta.dirname, '..', 'gallery.md'), galleryPage());
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function emptyClinic(browser: Browser, { links, timeZone }: Demo): Promise<void> {
  const here = new URL(links.Display).origin;
  const clinic = await signUpClinic(here, { timeZone });
  const path = `${here}/o/${clinic.slug}`;
  const admin = await open(browser, `${path}/admin`, SIZES.admin);
  await signIn(admin, clinic);
  await admin.getByRole('navigation').first().waitFor();
  await admin.goto(`${path}/admin#/guide`);
  await admin.locator('.guide__steps').waitFor();
  await admin.waitForLoadState('networkidle');
  await shoot(admin, 'admin', 'empty');

  await yes(clinic.owner.patch('/organization', { languages: ['en', 'de', 'es', 'ar', 'hi'] }));
  const queue = await clinic.queue('A', { name: 'General practice' });
  await yes(clinic.owner.post('/counters', { name: 'Room 1', office_id: clinic.officeId }));
  const [television, tablet] = [await clinic.device('display', [queue.id]), await clinic.device('kiosk', [queue.id])];
  const display = await open(browser, `${path}/display#token=${television.token}`, SIZES.display);
  await display.getByRole('heading', { name: 'Welcome' }).waitFor();
  await live(display);
  await shoot(display, 'display', 'empty');
  const kiosk = await open(browser, `${path}/kiosk#token=${tablet.token}`, SIZES.kiosk);
  await kiosk.getByRole('button', { name: 'English' }).waitFor();
  await live(kiosk);
  await shoot(kiosk, 'kiosk', 'empty');

  const staff = await open(browser, `${path}/staff`, SIZES.staff);
  await signIn(staff, clinic);
  await openCounter(staff, 'Room 1', []);
  await staff.getByRole('heading', { name: 'You are clear' }).waitFor();
  await shoot(staff, 'staff', 'empty');
  const { tracking_token: token } = await joinQueue(clinic.owner, queue.id);
  const patient = await open(browser, `${path}/t/${token}`, SIZES.patient);
  await patient.getByText('You are next').first().waitFor();
  await live(patient);
  await shoot(patient, 'patient', 'empty');
  await close(admin, display, kiosk, staff, patient);
}

async function busyClinic(browser: Browser, demo: Demo): Promise<void> {
  const { links } = demo;
  const see = (screen: Screen, options: Partial<(typeof SIZES)[Screen]> & { lang?: string } = {}) => {
    const { lang, ...more } = options;
    const address = new URL(links[LINK[screen]]);
    if (lang) address.searchParams.set('lang', lang);
    return open(browser, address.href, { ...SIZES[screen], ...more });
  };

  for (const state of ['busy', 'arabic', 'hindi', 'dark'] as const) {
    const how = HOW[state];
    const patient = await see('patient', how);
    await live(patient);
    await shoot(patient, 'patient', state);
    const kiosk = await see('kiosk', how);
    await kiosk.getByRole('button', { name: LANGUAGE_NAMES[state] }).click();
    await kiosk.locator('.service__name').first().waitFor();
    await shoot(kiosk, 'kiosk', state);
    const staff = await see('staff', how);
    await openCounter(staff, WORKPLACE.counter, WORKPLACE.queues);
    await staff.locator('.dock .button--primary').first().waitFor();
    await staff.waitForLoadState('networkidle');
    await shoot(staff, 'staff', state);
    const admin = await see('admin', how);
    await admin.getByText('General practice').first().waitFor();
    await admin.waitForLoadState('networkidle');
    await shoot(admin, 'admin', state);
    await close(patient, kiosk, staff, admin);
  }

  const display = await see('display');
  await live(display);
  await shoot(display, 'display', 'busy');
  const upright = await see('display', UPRIGHT);
  await live(upright);
  await shoot(upright, 'display', 'dark');
  const arabic = await see('display', { lang: 'ar' });
  await live(arabic);
  await shoot(arabic, 'display', 'arabic');
  await close(upright, arabic);

  // Somebody is called, and everybody sees it.
  const [patient, kiosk, staff] = await Promise.all([see('patient'), see('kiosk'), see('staff')]);
  await kiosk.getByRole('button', { name: 'English' }).click();
  await kiosk.getByRole('button', { name: 'General practice' }).click();
  await kiosk.getByRole('heading', { name: 'Your number' }).waitFor();
  await shoot(kiosk, 'kiosk', 'called');
  await openCounter(staff, WORKPLACE.counter, WORKPLACE.queues);
  await staff.waitForTimeout(REACTION_MS);
  await staff.getByRole('button', { name: 'Call next' }).click();
  // Those who were called before are said first, everybody in every language of the clinic.
  const card = display.locator('section', { has: display.getByRole('heading', { name: 'Now calling' }) });
  await card.getByText(WORKPLACE.counter, { exact: true }).waitFor({ timeout: 240_000 });
  await shoot(display, 'display', 'called');
  await staff.getByText('Announced on Waiting room').waitFor();
  await shoot(staff, 'staff', 'called');
  await callToTheRoom(links, await patient.locator('.place__number').innerText());
  await patient.getByText('It is your turn').waitFor();
  await shoot(patient, 'patient', 'called');
  const admin = await see('admin');
  await admin.getByRole('link', { name: 'Screens', exact: true }).click();
  await admin.getByText('Waiting room').first().waitFor();
  await admin.waitForLoadState('networkidle');
  await shoot(admin, 'admin', 'called');
  await admin.getByRole('link', { name: 'Today', exact: true }).click();
  // It is at its beginning by now, where it waits for the next person.
  await kiosk.getByRole('button', { name: 'English' }).waitFor();

  await demo.stop();
  await Promise.all(
    [display, patient, staff].map((page) =>
      page
        .getByText(/Last known at/)
        .first()
        .waitFor(),
    ),
  );
  await shoot(display, 'display', 'offline');
  await shoot(patient, 'patient', 'offline');
  await shoot(staff, 'staff', 'offline');
  await shoot(admin, 'admin', 'offline');
  await kiosk.getByRole('button', { name: 'English' }).click();
  await kiosk.getByRole('button', { name: 'General practice' }).click();
  await kiosk.getByRole('heading', { name: 'There is no connection at the moment.' }).waitFor();
  await shoot(kiosk, 'kiosk', 'offline');
}

const LINK = { display: 'Display', kiosk: 'Kiosk', patient: 'Patient', staff: 'Staff', admin: 'Admin' } as const;
const HOW = { busy: {}, arabic: { lang: 'ar' }, hindi: { lang: 'hi' }, dark: { colorScheme: 'dark' } } as const;
const LANGUAGE_NAMES = { busy: 'English', arabic: 'العربية', hindi: 'हिन्दी', dark: 'English' };

async function shoot(page: Page, screen: Screen, state: State): Promise<void> {
  await take(page, join(import.meta.dirname, 'gallery', fileOf(screen, state)));
}

async function live(page: Page): Promise<void> {
  await page.locator('.badge--live').first().waitFor();
}

/** In whatever language: by the names, which are nobody's language. */
async function openCounter(page: Page, counter: string, queues: readonly string[]): Promise<void> {
  await page.getByRole('radio', { name: counter }).check();
  for (const queue of queues) await page.getByRole('checkbox', { name: queue }).check();
  await page.getByRole('button', { name: counter }).click();
  await page.locator('.dock').waitFor();
}

/** Whoever is called there is served, and then the person whose phone we look at comes, out of turn. */
async function callToTheRoom(links: Links, ticketNumber: string): Promise<void> {
  const here = new URL(links.Patient);
  const link_token = new URLSearchParams(new URL(links.Admin).hash.slice(1)).get('sign-in');
  const anybody = apiOf(here.origin, { slug: here.pathname.split('/')[2] ?? '' });
  const { access_token: token } = await yes(anybody.post<Tokens>('/auth/sign-in', { link_token }));
  const owner = apiOf(here.origin, { token });
  const { data: queues } = await yes(owner.get<{ data: { id: string }[] }>('/queues'));
  const boards = await Promise.all(queues.map(({ id }) => yes(owner.get<StaffBoard>(`/queues/${id}/board`))));
  const people = boards.flatMap(({ entries }) => entries);
  const there = people.find(({ counter, status }) => counter === WORKPLACE.counter && status === 'called');
  const wanted = people.find(({ ticket_number }) => ticket_number === ticketNumber);
  await yes(owner.post(`/entries/${there?.id}/service`));
  await yes(owner.post(`/entries/${there?.id}/completion`));
  await yes(
    owner.post(`/entries/${wanted?.id}/calls`, { counter_id: there?.counter_id, reason: 'Has an appointment' }),
  );
}

async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

await takePictures();
