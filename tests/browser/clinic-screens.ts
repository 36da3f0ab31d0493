import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Counter } from '../../realtime/contract/resources/counters.ts';
import { yes } from '../support/api.ts';
import { openBrowser } from '../support/browser.ts';
import { openService, signUpClinic, type Service } from '../support/service.ts';
import { openDevice, type SIZES, type Device } from './device.ts';

export type Stage = { service: Service; browser: Browser; close(): Promise<void> };
export type ClinicScreens = Awaited<ReturnType<typeof openClinicScreens>>;

/** The service and a browser: what all tests of one file share. */
export async function openStage({
  nodes = 1,
  env = {},
}: { nodes?: number; env?: Record<string, string> } = {}): Promise<Stage> {
  const [service, browser] = await Promise.all([openService({ nodes, env }), openBrowser()]);
  return {
    service,
    browser,
    async close() {
      await browser.close();
      await service.close();
    },
  };
}

/**
 * A clinic with one queue, one room and somebody who works there, and its screens as people open them. With two nodes the
 * display and the phones hang on the other one.
 */
export async function openClinicScreens({ service, browser }: Stage, usual: BrowserContextOptions = {}) {
  // There is always one.
  const [here = '', there = here] = service.nodes.map(({ url }) => url);
  const clinic = await signUpClinic(here);
  await yes(clinic.owner.patch('/organization', { languages: ['en', 'de'] }));
  const queue = await clinic.queue('A', { name: 'General practice' });
  const room = await yes(clinic.owner.post<Counter>('/counters', { name: 'Blue room', office_id: clinic.officeId }));
  const sam = { name: 'Sam Staff', email: `sam@${clinic.slug}.example`, password: clinic.password, role: 'staff' };
  await yes(clinic.owner.post('/users', sam));
  const path = `/o/${clinic.slug}`;
  const devices: Device[] = [];

  async function open(address: string, kind: keyof typeof SIZES, options: BrowserContextOptions = {}): Promise<Device> {
    const device = await openDevice(browser, kind, { ...usual, ...options });
    devices.push(device);
    await device.page.goto(address);
    return device;
  }

  return {
    clinic,
    queue,
    room,
    sam,
    open,
    /** Where a screen is before anybody signed in or paired it. */
    address: (screen: string) => `${here}${path}/${screen}`,
    async kiosk() {
      const { token } = await clinic.device('kiosk', [queue.id]);
      return open(`${here}${path}/kiosk#token=${token}`, 'kiosk');
    },
    async display() {
      const { token } = await clinic.device('display', [queue.id]);
      return open(`${there}${path}/display#token=${token}`, 'display');
    },
    phone: (token: string, options = {}) => open(`${there}${path}/t/${token}`, 'phone', options),
    /** Somebody signs in with e-mail address and password and opens the room. */
    async tablet() {
      const tablet = await open(`${here}${path}/staff`, 'tablet');
      const { page } = tablet;
      await signIn(page, sam);
      await page.getByRole('radio', { name: 'Blue room' }).check();
      await page.getByRole('button', { name: 'Open Blue room' }).click();
      return tablet;
    },
    /** The owner signs in at a desk. */
    async desk() {
      const desk = await open(`${here}${path}/admin`, 'desk');
      await signIn(desk.page, clinic);
      return desk;
    },
    /** What went wrong on any device. */
    troubles: () => devices.flatMap(({ troubles }) => troubles),
    closeAll: () => Promise.all(devices.splice(0).map(({ close }) => close())),
  };
}

/** With the form, as people do. */
export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
