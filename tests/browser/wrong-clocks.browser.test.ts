import { callNext, join } from '../support/service.ts';
import { openClinicScreens, openStage, signIn, type ClinicScreens, type Stage } from './clinic-screens.ts';
import { openDevice, type Device } from './device.ts';

let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
}, 60_000);
const devices: Device[] = [];
afterEach(async () => {
  await Promise.all(devices.splice(0).map(({ close }) => close()));
  await screens.closeAll();
});
afterAll(() => stage.close());

const MINUTE = 60_000;
const ZONE = 'Europe/Berlin';

test.each([
  ['ten minutes fast', 10 * MINUTE],
  ['ten minutes slow', -10 * MINUTE],
])(
  'screens whose clock is %s show the right time, waits, countdowns and "as of"',
  async (_, wrongBy) => {
    const { clinic, queue, sam } = screens;
    await clinic.owner.patch(`/queues/${queue.id}`, { policy: { grace: 5 } });
    const me = await join(clinic.owner, queue.id);
    await join(clinic.owner, queue.id);
    const { token } = await clinic.device('display', [queue.id]);
    const open = async (kind: 'display' | 'phone' | 'tablet', address: string) => {
      const device = await openDevice(stage.browser, kind);
      devices.push(device);
      await device.page.addInitScript(setClock, wrongBy);
      await device.page.goto(address);
      return device;
    };
    const [display, phone, tablet] = await Promise.all([
      open('display', screens.address(`display#token=${token}`)),
      open('phone', screens.address(`t/${me.tracking_token}`)),
      open('tablet', screens.address('staff')),
    ]);
    expect(Math.abs((await tablet.page.evaluate(() => Date.now())) - Date.now() - wrongBy)).toBeLessThan(MINUTE);
    await signIn(tablet.page, sam);
    await tablet.page.getByRole('radio', { name: 'Blue room' }).check();
    await tablet.page.getByRole('button', { name: 'Open Blue room' }).click();

    await tablet.page.getByText('waiting under 1 min').waitFor();
    await tablet.page
      .getByText(/due in 4[34] min/)
      .first()
      .waitFor();
    await display.page.getByText('2 waiting').waitFor();
    expect(around()).toContain((await display.page.locator('time').first().innerText()).padStart(5, '0'));

    const room = await clinic.counter([queue.id], clinic.owner);
    await callNext(clinic.owner, queue.id, room);
    await phone.page.getByRole('heading', { name: 'Go to Room 1' }).waitFor();
    const left = await phone.page.getByRole('timer').innerText();
    expect(left).toMatch(/[345]:\d\d/);
    // Ten minutes old by its own clock, or not called yet: announced all the same.
    const card = display.page.locator('section', { has: display.page.getByRole('heading', { name: 'Now calling' }) });
    await card.getByText('A001', { exact: true }).waitFor();

    await Promise.all([display, tablet].map(({ context }) => context.setOffline(true)));
    for (const { page } of [display, tablet]) {
      const words = page.getByText(/^(Last known at|As of) \d?\d:\d\d/).first();
      await words.waitFor();
      const [time = ''] = /\d?\d:\d\d/.exec(await words.innerText()) ?? [];
      expect(around()).toContain(time.padStart(5, '0'));
    }
  },
  120_000,
);

/** The minutes on the office's clock just now. */
function around(): string[] {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit' });
  return [-1, 0, 1].map((minutes) => format.format(Date.now() + minutes * MINUTE));
}

/** Before anything else on the page: a device that somebody has set wrong. */
function setClock(wrongBy: number): void {
  const Right = Date;
  const now = () => Right.now() + wrongBy;
  window.Date = new Proxy(Right, {
    construct: (target, parts: number[]) => (parts.length === 0 ? new target(now()) : Reflect.construct(target, parts)),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
