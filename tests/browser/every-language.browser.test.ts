import type { Page } from 'playwright-core';
import { directionOf } from '../../models/rules/language-for.ts';
import { EVERY_LANGUAGE } from '../../kiosk-client/languages/every-language.ts';
import { LANGUAGES, type Language } from '../../models/vocabulary.ts';
import { yes } from '../support/api.ts';
import { callNext, join } from '../support/service.ts';
import { WALKS_EVERYWHERE } from '../support/walks-everywhere.ts';
import { openBooking } from './bookable-clinic.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { foreignWords } from './foreign-words.ts';
import { openPractice } from './practice.ts';
import { reflowFindings } from './reflow-findings.ts';

// A walk through everything, once for each language.
jest.setTimeout(300_000);

/** As browsers really name them, with a region: no organization offers `hi-IN`. */
const localeOf = (language: Language) => `${language}-${new Intl.Locale(language).maximize().region ?? ''}`;
/** What people typed in. It is not translated. */
const NAMES = [
  'City Clinic',
  'Main Street',
  'Olivia Owner',
  'Sam Staff',
  'General practice',
  'Blue room',
  'Room 1',
  'Pat Patient',
  'Check-up',
  'Ada Abel',
  'Bo Berg',
  'Dr Lena Weiss',
  'Dr Ada Okafor',
];
/** A phone of the cheapest kind, and who writes the longest words. */
const NARROW = 360;
const LONGEST = ['de', 'hi'];

/** A walk takes minutes. What every language says is compared by the compiler; that screens say it is seen in one of them. */
const foreign = LANGUAGES.filter((language) => language !== 'en');
const walked = WALKS_EVERYWHERE ? foreign : foreign.filter((language) => language === 'hi');

let stage: Stage;
let screens: ClinicScreens;
let found: string[];
beforeAll(async () => {
  const left = foreign.filter((language) => !walked.includes(language));
  if (left.length > 0)
    console.log(`not walked through in ${left.join(', ')}: WALK=every npm run test:browser -- every-language`);
  stage = await openStage();
}, 180_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

describe.each(walked)('somebody who reads %s', (language) => {
  const look = async (page: Page, state: string, { narrow = true } = {}) => {
    // What slides in has arrived.
    await page.waitForTimeout(150);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.locator('html').getAttribute('dir')).toBe(directionOf(language));
    found.push(...(await foreignWords(page, state, language, [...NAMES, screens.clinic.slug])));
    if (!narrow || !LONGEST.includes(language)) return;
    const usual = page.viewportSize();
    await page.setViewportSize({ width: NARROW, height: 640 });
    // A number that fills its card measures the card first.
    await page.waitForTimeout(200);
    found.push(...(await reflowFindings(page, state, NARROW)));
    if (usual) await page.setViewportSize(usual);
  };

  /** What has been looked at needs no second look. */
  const opened = new Set<string>();
  beforeEach(async () => {
    found = [];
    opened.clear();
    screens = await openClinicScreens(stage, { locale: localeOf(language), reducedMotion: 'reduce' });
    await yes(screens.clinic.owner.patch('/organization', { languages: LANGUAGES }));
  }, 60_000);

  test('finds no English on the phone', async () => {
    const { clinic, queue } = screens;
    const words = textsOf('patient', language);
    const counter = await clinic.counter([queue.id], clinic.owner);
    await join(clinic.owner, queue.id);
    const { entry, tracking_token: token } = await join(clinic.owner, queue.id);
    const { page } = await screens.phone(token);
    await page.getByText(words('your_number')).first().waitFor();
    await look(page, 'phone, waiting');
    for (const question of ['leave', 'snooze']) {
      await page.getByRole('button', { name: words(question), exact: true }).click();
      await page.getByRole('dialog').waitFor();
      await look(page, `phone, ${question}?`);
      await page.keyboard.press('Escape');
    }
    const ahead = await callNext(clinic.owner, queue.id, counter);
    await yes(clinic.owner.post(`/entries/${ahead.entry.id}/no-show`));
    await callNext(clinic.owner, queue.id, counter);
    await page.getByText(words('your_turn')).first().waitFor();
    await look(page, 'phone, called');
    await page.getByRole('button', { name: words('coming') }).click();
    await page.getByRole('button', { name: words('here') }).waitFor();
    await look(page, 'phone, on the way');
    await yes(clinic.owner.post(`/entries/${entry.id}/no-show`));
    await page.getByText(words('missed')).first().waitFor();
    await look(page, 'phone, missed');
    await yes(clinic.owner.post(`/entries/${entry.id}/return`, { placement: 'first' }));
    await callNext(clinic.owner, queue.id, counter);
    await yes(clinic.owner.post(`/entries/${entry.id}/service`));
    await page.getByText(words('serving')).first().waitFor();
    await look(page, 'phone, in service');
    await yes(clinic.owner.post(`/entries/${entry.id}/completion`));
    await page.getByText(words('served')).first().waitFor();
    await look(page, 'phone, over');
    const nowhere = await screens.phone('trk_nonsense');
    await look(nowhere.page, 'phone, no such link');
    expect(found).toEqual([]);
  });

  test('finds no English when booking', async () => {
    const { clinic } = screens;
    const words = textsOf('book', language);
    const providers = ['Ada Abel', 'Bo Berg'];
    const offer = await openBooking(new URL(screens.address('')).origin, clinic, {
      providers,
      service: { name: 'Check-up', description: 'Sam Staff' },
      booking: { early_from: 1440 },
    });
    const { page } = await screens.open(screens.address('book'), 'phone');
    await page.getByRole('button', { name: 'Check-up' }).waitFor();
    await look(page, 'book, service');
    await page.getByRole('button', { name: 'Check-up' }).click();
    await page.getByRole('button', { name: 'Bo Berg' }).waitFor();
    await look(page, 'book, provider');
    await page.getByRole('button', { name: 'Bo Berg' }).click();
    await page.locator('.day--free').first().waitFor();
    await look(page, 'book, day');
    await page.locator('.day--free').nth(2).click();
    await page.locator('.time').first().waitFor();
    await look(page, 'book, time');
    await page.locator('.time').nth(2).click();
    await page.locator('.when').waitFor();
    await page.getByText(words('more')).click();
    await page.getByRole('button', { name: words('book_it') }).click();
    await page.getByRole('alert').first().waitFor();
    await look(page, 'book, details with what is wrong');
    await page.getByLabel(words('name')).fill('Pat Patient');
    await page.getByLabel(words('email'), { exact: true }).fill('pat@example.org');
    await page.getByRole('button', { name: words('book_it') }).click();
    await page.getByRole('heading', { name: words('is_booked') }).waitFor();
    await look(page, 'book, booked');
    await page.getByRole('button', { name: words('cancel') }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'book, cancel?');
    await page.keyboard.press('Escape');
    await page.goto(screens.address('book'));
    await page.getByRole('button', { name: 'Check-up' }).click();
    await page.getByRole('button', { name: words('anybody') }).click();
    await page.getByRole('button', { name: words('tell_me') }).click();
    await page.getByRole('heading', { name: words('wait_title') }).waitFor();
    await look(page, 'book, waitlist');
    const { data } = await offer.slots();
    const { booking_url } = await offer.book(data[0]?.starts_at ?? '');
    await page.goto(screens.address(`b/${booking_url.split('/').pop() ?? ''}`));
    await page.getByRole('button', { name: words('i_am_here') }).click();
    await page.getByRole('dialog').waitFor();
    await look(page, 'book, arrived?');
    const nowhere = await screens.open(screens.address('b/apt_nonsense'), 'phone');
    await look(nowhere.page, 'book, no such link');
    expect(found).toEqual([]);
  });

  test('finds no English at the entrance and on the wall', async () => {
    const { clinic, queue } = screens;
    const words = textsOf('kiosk', language);
    const { page } = await screens.kiosk();
    await page.locator(`button[lang="${language}"]`).click();
    const tile = page.getByRole('button', { name: 'General practice' });
    await tile.waitFor();
    await look(page, 'kiosk, services', { narrow: false });
    await tile.click();
    await page.getByText(words('your_number')).first().waitFor();
    await look(page, 'kiosk, number', { narrow: false });

    const display = await screens.display();
    await display.page.goto(`${screens.address('display')}?lang=${language}`);
    const wall = textsOf('display', language);
    await display.page.getByText(wall('welcome')).first().waitFor();
    await look(display.page, 'display, welcome', { narrow: false });
    for (let n = 0; n < 3; n++) await join(clinic.owner, queue.id);
    const counter = await clinic.counter([queue.id], clinic.owner);
    const missed = await callNext(clinic.owner, queue.id, counter);
    await yes(clinic.owner.post(`/entries/${missed.entry.id}/no-show`));
    await callNext(clinic.owner, queue.id, counter);
    await display.page.getByText(wall('missed')).first().waitFor();
    await look(display.page, 'display, calling', { narrow: false });
    await yes(clinic.owner.put(`/queues/${queue.id}/pause`, { reason: 'Pat Patient' }));
    await display.page.getByText(wall('paused')).first().waitFor();
    await look(display.page, 'display, paused', { narrow: false });
    const unpaired = await screens.open(`${screens.address('display')}?lang=${language}`, 'display');
    await look(unpaired.page, 'pairing', { narrow: false });
    expect(found).toEqual([]);
  });

  test('finds no English at the counter', async () => {
    const { clinic, queue, sam, room } = screens;
    const words = textsOf('staff', language);
    const door = textsOf('signedIn', language);
    for (let n = 0; n < 4; n++) await join(clinic.owner, queue.id, { patient_name: 'Pat Patient' });
    const { page } = await screens.open(screens.address('staff'), 'tablet');
    await page.locator('input[name=email]').fill(sam.email);
    await page.locator('input[name=password]').fill('not the password');
    await look(page, 'staff, sign in');
    await page.getByRole('button', { name: door('sign_in') }).click();
    await page.getByRole('alert').waitFor();
    await look(page, 'staff, wrong password');
    await page.locator('input[name=password]').fill(sam.password);
    await page.getByRole('button', { name: door('sign_in') }).click();
    await page.getByRole('radio', { name: 'Blue room' }).waitFor();
    await look(page, 'staff, where');
    await yes(clinic.owner.put(`/counters/${room.id}/session`, { queue_ids: [queue.id] }));
    await yes(clinic.owner.delete(`/counters/${room.id}/session`));
    await page.getByRole('radio', { name: 'Blue room' }).check();
    await page.getByRole('button', { name: words('open_counter', { counter: 'Blue room' }) }).click();
    await page.getByText('A001').first().waitFor();
    await look(page, 'staff, somebody waits');
    await everyDialog(page, 'staff, somebody waits', [
      words('sign_out'),
      words('close_counter'),
      words('change_counter'),
    ]);
    await page.getByRole('button', { name: new RegExp(words('call_next').replace('{number}', '.*A001')) }).click();
    await page.getByText(words('start')).first().waitFor();
    await look(page, 'staff, called');
    await everyDialog(page, 'staff, called', [words('sign_out'), words('close_counter'), words('change_counter')]);
    expect(found).toEqual([]);
  });

  test('finds no English at the desk', async () => {
    const { clinic, queue } = screens;
    await join(clinic.owner, queue.id);
    const page = await atTheDesk('today');
    for (const place of PLACES) {
      await page.goto(`${screens.address('admin')}#/${place}`);
      await page.locator('h1').first().waitFor();
      await look(page, `admin, ${place}`);
    }
    for (const place of ['queues', 'counters', 'offices', 'providers', 'services', 'users', 'devices']) {
      await page.goto(`${screens.address('admin')}#/${place}/new`);
      await page.locator('form').first().waitFor();
      await look(page, `admin, new in ${place}`);
      await page.locator('form button[type=submit]').first().click();
      await look(page, `admin, wrong in ${place}`);
    }
    await page.goto(`${screens.address('admin')}#/queues/${queue.id}`);
    await page.locator('form').first().waitFor();
    await look(page, 'admin, a queue');
    await page.goto(screens.address('account'));
    await page.locator('h1').first().waitFor();
    await look(page, 'account');
    expect(found).toEqual([]);
  });

  test('finds no English in the calendar and in the working hours', async () => {
    const { clinic } = screens;
    const practice = await openPractice(clinic);
    const { weiss, okafor, today, tomorrow } = practice;
    await practice.hours(weiss, okafor);
    await practice.book('Pat Patient', weiss, `${today}T16:00`);
    const late = await practice.book('Bo Berg', okafor, `${today}T16:30`);
    await yes(clinic.owner.post(`/appointments/${late.appointment.id}/no-show`));
    const holiday = { office_id: clinic.officeId, kind: 'closed', name: 'Sam Staff' };
    await yes(clinic.owner.post('/schedule-exceptions', { ...holiday, from_on: tomorrow, until_on: tomorrow }));
    const words = textsOf('calendar', language);
    const page = await atTheDesk('calendar');
    await page.getByRole('button', { name: /Pat Patient/ }).waitFor();
    await look(page, 'calendar, day');
    await everyDialog(page, 'calendar, day', [], 'main');
    for (const view of ['view_week', 'view_list', 'view_waitlist']) {
      await page.getByRole('radio', { name: words(view), exact: true }).check();
      await look(page, `calendar, ${view}`);
    }
    await everyDialog(page, 'calendar, waitlist', [], 'main');
    for (const place of [`schedules`, `schedules/${weiss.id}`, 'providers/new', 'services/new', 'offices/new']) {
      await page.goto(`${screens.address('admin')}#/${place}`);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await look(page, `admin, ${place.replace(weiss.id, 'one')}`);
      await everyDialog(page, `admin, ${place.replace(weiss.id, 'one')}`, [], 'main');
    }
    expect(found).toEqual([]);
  });

  test('finds no English at the front doors', async () => {
    const nowhere = new URL(screens.address('nothing-here'));
    for (const [state, address] of [
      ['front door', screens.address('')],
      ['no such page', nowhere.href],
      ['no such organization', `${nowhere.origin}/o/nobody-${screens.clinic.slug}/kiosk`],
      ['sign-up', `${nowhere.origin}/sign-up`],
    ] as const) {
      const { page } = await screens.open(address, 'phone');
      await look(page, state);
    }
    expect(found).toEqual([]);
  });

  /** Signed in as the owner. */
  async function atTheDesk(place: string): Promise<Page> {
    const { email, password } = screens.clinic;
    const { page } = await screens.open(`${screens.address('admin')}#/${place}`, 'desk');
    await page.locator('input[name=email]').fill(email);
    await page.locator('input[name=password]').fill(password);
    await page.getByRole('button', { name: textsOf('signedIn', language)('sign_in') }).click();
    await page.locator('nav').first().waitFor();
    return page;
  }

  /** Opens whatever a button opens, looks, and goes back to where it was. */
  async function everyDialog(page: Page, state: string, leave: readonly string[], within = 'body'): Promise<void> {
    const buttons = page.locator(within).locator('button:visible:enabled, summary:visible');
    const named = await buttons.evaluateAll((all) =>
      all.map((one) => one.getAttribute('aria-label') ?? one.textContent.trim()),
    );
    for (const [n, name] of named.entries()) {
      if (leave.includes(name) || opened.has(name)) continue;
      opened.add(name);
      await buttons
        .nth(n)
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      const asks = await page
        .getByRole('dialog')
        .waitFor({ timeout: 300 })
        .then(
          () => true,
          () => false,
        );
      if (!asks) continue;
      await look(page, `${state}, ${name}`);
      await page.keyboard.press('Escape');
      await page
        .getByRole('dialog')
        .waitFor({ state: 'detached', timeout: 2_000 })
        .catch(() => undefined);
    }
  }
});

const PLACES = [
  'today',
  'queues',
  'counters',
  'offices',
  'providers',
  'services',
  'devices',
  'users',
  'invitations',
  'organization',
  'domains',
  'api-keys',
  'plan',
  'data',
  'audit-log',
  'security-log',
  'support-access',
] as const;

/** The words of a screen. */
function textsOf(
  screen: 'patient' | 'book' | 'calendar' | 'kiosk' | 'display' | 'staff' | 'signedIn',
  language: Language,
) {
  const texts: Readonly<Record<string, unknown>> = EVERY_LANGUAGE[language][screen];
  return (key: string, values: Record<string, string> = {}) => said(texts[key], values, language);
}

/** With its values, as the screen puts them in. */
function said(text: unknown, values: Record<string, string>, language: Language): string {
  const shown = (value: string) => (directionOf(language) === 'rtl' ? `\u2068${value}\u2069` : value);
  return Object.entries(values).reduce((rest, [name, value]) => rest.replace(`{${name}}`, shown(value)), String(text));
}
