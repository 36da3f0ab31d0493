import type { Page } from 'playwright-core';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Booked } from '../../realtime/contract/resources/appointments.ts';
import type { Device as DeviceAnswer } from '../../realtime/contract/resources/devices.ts';
import { yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import { noonZone } from '../support/noon-zone.ts';
import { openBooking, type BookableClinic } from './bookable-clinic.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';
import type { Device } from './device.ts';
import { look } from './look.ts';
import { scan } from './scan.ts';

/** People with an appointment before the tablet at the entrance. */

let stage: Stage;
let screens: ClinicScreens;
let booking: BookableClinic;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
  const { owner, officeId } = screens.clinic;
  await yes(owner.patch(`/offices/${officeId}`, { time_zone: noonZone() }));
  booking = await openBooking(stage.service.nodes[0]?.url ?? '', screens.clinic, { booking: { early_from: 1_440 } });
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

jest.setTimeout(90_000);

const ADA = { patient_name: 'Ada Lovelace', birth_date: '1990-12-10' };

/** The next free time of today; or that many further on. */
async function booked(further = 0, person: object = ADA): Promise<Booked & { code: string; time: string }> {
  const { data, time_zone: timeZone } = await booking.slots();
  const booked = await booking.book(data[further]?.starts_at ?? '', person);
  const at = new Date(booked.appointment.starts_at ?? '');
  const time = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
  return { ...booked, code: booked.appointment.code, time };
}

test('the code is typed on the tablet’s own keys, and the appointment becomes a number like any other', async () => {
  const { code, time } = await booked();
  const { page } = await kiosk({ paper: '80mm' });
  await begin(page);
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  await page.getByRole('heading', { name: 'Your appointment’s code?' }).waitFor();
  const find = page.getByRole('button', { name: 'Find my appointment' });
  expect(await find.isDisabled()).toBe(true);
  for (const key of code) await page.getByRole('button', { name: key, exact: true }).click();
  await find.click();
  await page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  const seen = await page.locator('main').innerText();
  for (const words of [time, 'Check-up', 'with Dr. Ada Abel', 'for A.']) expect(seen).toContain(words);
  // Others stand behind.
  expect(seen).not.toContain('Lovelace');
  await page.getByRole('button', { name: 'Yes, check in' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  await page.getByRole('button', { name: 'Print' }).waitFor();
  await page.getByRole('img', { name: 'Scan to follow your place on your phone' }).waitFor();
  expect(await waiting()).toMatchObject([{ ticket_number: 'A001', patient_name: 'Ada Lovelace' }]);
});

test('a QR code held before a scanner is enough, from the first screen on and whatever has the focus', async () => {
  const { code } = await booked();
  const { page } = await kiosk({});
  await page.getByRole('button', { name: 'English' }).focus();
  await scan(page, code);
  await page.getByRole('heading', { name: /Is this your appointment\?|Ist das Ihr Termin\?/ }).waitFor();
  await page.getByRole('button', { name: 'Yes, check in' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  // The link of the booking is as good.
  const other = await booked(2, { patient_name: 'Grace Hopper' });
  await scan(page, other.booking_url);
  await page.getByText('for G.').waitFor();
});

test('the camera is asked for only by whoever wants it, and reads the code', async () => {
  const { code } = await booked();
  const { page } = await kiosk({}, (fresh) =>
    fresh.addInitScript((text) => {
      const asked = { times: 0, stopped: 0 };
      const stream = () => {
        const drawn = document.createElement('canvas').captureStream(5);
        for (const track of drawn.getTracks()) {
          const stop = track.stop.bind(track);
          track.stop = () => {
            asked.stopped += 1;
            stop();
          };
        }
        return drawn;
      };
      Object.defineProperty(navigator, 'mediaDevices', {
        value: {
          getUserMedia: async () => {
            asked.times += 1;
            return stream();
          },
        },
      });
      Object.assign(window, {
        asked,
        BarcodeDetector: class {
          detect = async () => (asked.times > 0 ? [{ rawValue: text }] : []);
        },
      });
    }, code),
  );
  const asked = () => page.evaluate(() => (window as unknown as { asked: { times: number; stopped: number } }).asked); // put there above
  await begin(page);
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  expect(await asked()).toEqual({ times: 0, stopped: 0 });
  await page.getByRole('button', { name: 'Use the camera' }).click();
  await page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  // Nobody is looked at any longer.
  expect(await asked()).toEqual({ times: 1, stopped: 1 });
});

test('name and date of birth, where the organization allows it; a wrong one hears no more than an unknown one', async () => {
  await booked();
  const without = await kiosk({});
  await begin(without.page);
  await without.page.getByRole('button', { name: 'I have an appointment' }).click();
  expect(await without.page.getByRole('button', { name: 'I have no code' }).count()).toBe(0);
  await yes(screens.clinic.owner.patch('/organization', { check_in_by_name: true }));
  const { page } = await kiosk({});
  await begin(page);
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  await page.getByRole('button', { name: 'I have no code' }).click();
  await page.getByRole('textbox', { name: 'Your first and last name?' }).fill('ada lovelace');
  await page.getByRole('button', { name: 'Go on' }).click();
  for (const key of '11121990') await page.getByRole('button', { name: key, exact: true }).click();
  await page.getByRole('button', { name: 'Find my appointment' }).click();
  await page.getByRole('alert').getByText('We do not find an appointment here today').waitFor();
  for (let n = 0; n < 8; n++) await page.keyboard.press('Backspace');
  await page.keyboard.type('10121990', { delay: 100 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  await page.getByRole('button', { name: 'Yes, check in' }).click();
  await page.getByRole('heading', { name: 'Your number A001' }).waitFor();
});

test('nothing is left behind: not on the screen, in the browser’s memory, nor in its fields', async () => {
  const { code } = await booked();
  await yes(screens.clinic.owner.patch('/organization', { check_in_by_name: true }));
  const { page } = await kiosk({}, (fresh) => fresh.clock.install());
  const empty = await kept(page);
  await begin(page);
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  await page.keyboard.type(code.slice(0, 5), { delay: 100 });
  await page.getByText(code.charAt(4), { exact: true }).first().waitFor();
  await page.clock.fastForward(21_000);
  // Typed letters are not taken away without a question.
  await page.getByRole('dialog', { name: 'Are you still there?' }).waitFor();
  await page.clock.fastForward(16_000);
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();

  await begin(page);
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  expect(await page.locator('output').textContent()).not.toContain(code.charAt(0));
  await page.getByRole('button', { name: 'I have no code' }).click();
  await page.getByRole('textbox').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Your date of birth?' }).waitFor();
  await page.getByRole('button', { name: 'Back' }).click();
  await page.getByRole('button', { name: 'I have no code' }).click();
  expect(await page.getByRole('textbox').inputValue()).toBe('');
  await page.getByRole('button', { name: 'Back' }).click();
  await scan(page, code);
  await page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  await page.clock.fastForward(22_000);
  await page.getByRole('button', { name: 'Deutsch' }).waitFor();
  const left = [await page.content(), await kept(page)].join('\n');
  for (const secret of [code, 'Lovelace', 'Ada Abel', 'Check-up']) expect(left).not.toContain(secret);
  expect(await kept(page)).toBe(empty);
});

describe('whoever cannot be checked in here and now is told why, and what to do', () => {
  test('too early, at another office, cancelled, checked in already, unknown', async () => {
    const { owner } = screens.clinic;
    const { page } = await kiosk({});
    const shown = async (code: string, title: string, ...words: string[]) => {
      await scan(page, code);
      await page.getByRole('heading', { name: title }).waitFor();
      for (const part of words) await page.locator('main').getByText(part).first().waitFor();
      const done = page.getByRole('button', { name: 'Done' });
      await ((await done.count()) > 0 ? done.click() : page.reload());
      await page.getByRole('button', { name: 'Deutsch' }).waitFor();
    };
    const early = await booked(4);
    await yes(owner.patch(`/services/${booking.service.id}`, { booking: { early_from: 15 } }));
    await shown(early.code, 'You are early', 'You can check in from', early.time);
    await yes(owner.patch(`/services/${booking.service.id}`, { booking: { early_from: 1_440 } }));
    const off = await booked(6);
    await yes(owner.delete(`/appointments/${off.appointment.id}`, { reason: 'ill' }));
    await shown(off.code, 'This appointment was cancelled', 'Please go to the desk');
    const inside = await booked(8, { patient_name: 'Grace Hopper' });
    await yes(owner.post(`/appointments/${inside.appointment.id}/check-in`));
    await shown(inside.code, 'You are checked in already', 'A001');
    await shown('ZZZZZZZ9', 'Your appointment’s code?', 'We do not find this code.');
    expect(await waiting()).toHaveLength(1);
  });
});

test('everything is reached with the arrow keys and Enter alone', async () => {
  const { code } = await booked();
  const { page } = await kiosk({});
  await walkTo(page, 'ArrowDown', 'English');
  await page.keyboard.press('Enter');
  await reached(page, 'What are you here for?');
  await walkTo(page, 'ArrowDown', 'I have an appointment');
  await page.keyboard.press('Enter');
  await reached(page, 'Your appointment’s code?');
  // Digits, then letters, six in a row.
  await walkTo(page, 'ArrowDown', 'E', '2', '8');
  await page.keyboard.type(code, { delay: 100 });
  await eventually(async () =>
    expect(await page.getByRole('button', { name: 'Find my appointment' }).isDisabled()).toBe(false),
  );
  await page.getByRole('button', { name: 'Find my appointment' }).focus();
  await page.keyboard.press('Enter');
  await reached(page, 'Is this your appointment?');
  await walkTo(page, 'ArrowRight', 'Yes, check in', 'No, not mine');
  await page.keyboard.press('Enter');
  await reached(page, 'Your number A001');
});

test('each step can be used by everybody', async () => {
  const { code } = await booked();
  await yes(screens.clinic.owner.patch('/organization', { check_in_by_name: true }));
  const { page } = await kiosk({});
  // Whoever looks closely takes longer than anybody who types.
  await page.evaluate(() => setInterval(() => dispatchEvent(new Event('pointerdown')), 1_000));
  await begin(page);
  const found = await look(page, 'services with appointments', { narrowest: 512 });
  await page.getByRole('button', { name: 'I have an appointment' }).click();
  found.push(...(await look(page, 'code', { narrowest: 512 })));
  await page.getByRole('button', { name: 'I have no code' }).click();
  found.push(...(await look(page, 'name', { narrowest: 512 })));
  await page.getByRole('textbox').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Go on' }).click();
  found.push(...(await look(page, 'birth', { narrowest: 512 })));
  await page.getByRole('button', { name: 'Back' }).click();
  await scan(page, code);
  await page.getByRole('heading', { name: 'Is this your appointment?' }).waitFor();
  found.push(...(await look(page, 'appointment', { narrowest: 512 })));
  expect(found).toEqual([]);
}, 300_000);

/** A tablet with these settings. `prepare`: what happens in its browser before it is opened. */
async function kiosk(
  settings: Partial<Pick<DeviceAnswer, 'paper'>>,
  prepare: (page: Page) => Promise<unknown> = async () => undefined,
): Promise<Device> {
  const { owner } = screens.clinic;
  const { token, ...self } = await screens.clinic.device('kiosk', [screens.queue.id]);
  const { id } = await yes(self.get<DeviceAnswer>('/devices/self'));
  await yes(owner.patch(`/devices/${id}`, settings));
  const device = await screens.open('about:blank', 'kiosk');
  await prepare(device.page);
  await device.page.goto(`${screens.address('kiosk')}#token=${token}`);
  await device.page.getByRole('button', { name: 'English' }).waitFor();
  return device;
}

async function begin(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'What are you here for?' }).waitFor();
}

async function waiting(): Promise<StaffBoard['entries']> {
  const { entries } = await yes(screens.clinic.owner.get<StaffBoard>(`/queues/${screens.queue.id}/board`));
  return entries;
}

/** The new screen is there, and is read from its beginning. */
async function reached(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { name: title }).waitFor();
  // Of the body, where the focus is until then, it is a part as well.
  await eventually(async () =>
    expect(await page.evaluate(() => document.activeElement?.closest('h1')?.textContent)).toContain(title),
  );
}

/** Whoever walks over the buttons meets these in order; `last` is where the walk ends. */
async function walkTo(page: Page, arrow: string, last: string, ...met: string[]): Promise<void> {
  for (const name of [...met, last]) {
    await page.keyboard.press(arrow);
    await eventually(async () => {
      const focused = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      expect(focused).toContain(name);
    });
  }
}

/** All that this browser keeps of the page, beside the tablet's own credential. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage).filter(([name]) => !name.endsWith(':token')),
      Object.entries(sessionStorage),
      document.cookie,
      history.state,
      location.href,
    ]),
  );
}
