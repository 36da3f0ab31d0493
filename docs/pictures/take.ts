import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import { openBooking } from '../../tests/browser/bookable-clinic.ts';
import { signIn } from '../../tests/browser/clinic-screens.ts';
import type { Slots } from '../../realtime/contract/resources/booking.ts';
import type { Provider } from '../../realtime/contract/resources/providers.ts';
import { apiOf, yes, type Api } from '../../tests/support/api.ts';
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
  book: { size: [390, 844], isMobile: true, hasTouch: true, deviceScaleFactor: 1.5 },
  staff: { size: [1180, 820] },
  admin: { size: [1440, 1000], deviceScaleFactor: 0.8 },
  calendar: { size: [1440, 1000], deviceScaleFactor: 0.8 },
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
    const bookedPage = await bookings(browser, demo);
    await busyClinic(browser, demo);
    // By now the node is stopped.
    await bookedPage.getByText(/This is how it was at/).waitFor();
    await shoot(bookedPage, 'book', 'offline');
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

/** Answers the page of what was booked, to be looked at again when the service is gone. */
async function bookings(browser: Browser, { links, timeZone }: Demo): Promise<Page> {
  const here = new URL(links.Display).origin;
  const clinic = await signUpClinic(here, { timeZone });
  await yes(clinic.owner.patch('/organization', { languages: ['en', 'de', 'es', 'ar', 'hi'] }));
  await yes(clinic.owner.patch(`/offices/${clinic.officeId}`, { address: 'Main Street 12\n10115 Berlin' }));
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, from: '08:30', until: '12:00' },
    { weekday, from: '13:30', until: '18:00' },
  ]);
  await openBooking(here, clinic, { providers: ['Dr. Ada Abel', 'Dr. Noor Haddad'], hours });
  const others = { name: 'Blood test', description: 'Please come without breakfast.', duration_minutes: 10 };
  await openBooking(here, clinic, { providers: ['Sister Ingrid'], hours, service: others });

  const at = (state: 'busy' | 'arabic' | 'hindi' | 'dark') => {
    const { lang, ...how }: { lang?: string; colorScheme?: 'dark' } = HOW[state];
    const address = `${here}/o/${clinic.slug}/book${lang === undefined ? '' : `?lang=${lang}`}`;
    return open(browser, address, { ...SIZES.book, ...how, timezoneId: timeZone });
  };
  const toDays = async (page: Page) => {
    await page.getByRole('button', { name: 'Check-up' }).click();
    await page.getByRole('button', { name: 'Noor Haddad' }).click();
    await page.locator('.day--free').first().waitFor();
  };
  const toTimes = async (page: Page) => {
    await toDays(page);
    await page.locator('.day--free').nth(3).click();
    await page.locator('.time').first().waitFor();
  };
  const toDetails = async (page: Page) => {
    await toTimes(page);
    await page.locator('.time').nth(4).click();
    await page.locator('.when').waitFor();
  };
  const book = async (page: Page) => {
    await toDetails(page);
    await page.locator('#field-name').fill('Pat Patient');
    await page.locator('#field-email').fill('pat@example.org');
    await page.locator('form button[type=submit]').click();
    await page.locator('.pass__entrance').waitFor();
  };

  const page = await at('busy');
  await page.getByRole('button', { name: 'Check-up' }).waitFor();
  await shoot(page, 'book', 'empty');
  await toDays(page);
  await shoot(page, 'book', 'busy');
  await page.goBack();
  await page.goBack();
  await book(page);
  await shoot(page, 'book', 'called');
  const [arabic, hindi, dark] = await Promise.all([at('arabic'), at('hindi'), at('dark')]);
  await toTimes(arabic);
  await shoot(arabic, 'book', 'arabic');
  await toDetails(hindi);
  await shoot(hindi, 'book', 'hindi');
  await toDays(dark);
  await shoot(dark, 'book', 'dark');
  await close(arabic, hindi, dark);
  return page;
}

async function busyClinic(browser: Browser, demo: Demo): Promise<void> {
  const { links } = demo;
  const see = (screen: keyof typeof LINK, options: Partial<(typeof SIZES)[Screen]> & { lang?: string } = {}) => {
    const { lang, ...more } = options;
    const address = new URL(links[LINK[screen]]);
    if (lang) address.searchParams.set('lang', lang);
    return open(browser, address.href, { ...SIZES[screen], ...more });
  };

  const monday = nextMonday();
  const desk = await see('calendar');
  await turnTo(desk, monday);
  await shoot(desk, 'calendar', 'empty');
  await close(desk);
  await bookDay(links, monday);
  for (const state of ['busy', 'arabic', 'hindi', 'dark'] as const) {
    const how = HOW[state];
    const calendar = await see('calendar', how);
    await turnTo(calendar, monday);
    await calendar.locator('.cal__event').first().waitFor();
    await shoot(calendar, 'calendar', state);
    await close(calendar);
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

const LINK = {
  display: 'Display',
  kiosk: 'Kiosk',
  patient: 'Patient',
  staff: 'Staff',
  admin: 'Admin',
  calendar: 'Admin',
} as const;
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
  const owner = await ownerOf(links);
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

async function ownerOf(links: Links): Promise<Api> {
  const here = new URL(links.Patient);
  const link_token = new URLSearchParams(new URL(links.Admin).hash.slice(1)).get('sign-in');
  const anybody = apiOf(here.origin, { slug: here.pathname.split('/')[2] ?? '' });
  const { access_token: token } = await yes(anybody.post<Tokens>('/auth/sign-in', { link_token }));
  return apiOf(here.origin, { token });
}

/** On a Sunday nobody works. */
function nextMonday(): string {
  const now = new Date();
  return new Date(now.getTime() + (8 - (now.getUTCDay() || 7)) * 86_400_000).toISOString().slice(0, 10);
}

const PEOPLE = ['Anna Berg', 'Bilal Haddad', 'Chiara Conti', 'Dmitri Orlov', 'Esi Mensah', 'Gustav Holm', 'Hana Kim'];
/** Which of a provider's free times: some in a row, some alone. */
const TAKEN = [0, 1, 2, 4, 7, 9, 10];

async function bookDay(links: Links, day: string): Promise<void> {
  const owner = await ownerOf(links);
  const { data: providers } = await yes(owner.get<{ data: Provider[] }>('/providers'));
  for (const { id: provider_id, offices, service_ids } of providers) {
    const [office_id, service_id] = [offices.find(({ is_primary }) => is_primary)?.id, service_ids[0]];
    const asked = `office_id=${office_id}&service_id=${service_id}&from=${day}&to=${day}`;
    const { data: free } = await yes(owner.get<Slots>(`/providers/${provider_id}/slots?${asked}`));
    for (const [n, patient_name] of PEOPLE.entries()) {
      const starts_at = free[TAKEN[n] ?? 0]?.starts_at;
      await yes(owner.post('/appointments', { provider_id, office_id, service_id, starts_at, patient_name }));
    }
  }
}

/** In whatever language: by what it is. */
async function turnTo(page: Page, day: string): Promise<void> {
  await page.locator('nav').first().waitFor();
  await page.evaluate(() => void (location.hash = '/calendar'));
  await page.locator('.cal-bar__date').fill(day);
  await page.locator('.cal__column').first().waitFor();
  await page.waitForLoadState('networkidle');
}

async function close(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.context().close();
}

await takePictures();
