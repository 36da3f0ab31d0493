import { type BrowserContextOptions } from 'playwright-core';
import type { Appointment } from '../../realtime/contract/resources/appointments.ts';
import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { yes } from '../support/api.ts';
import { openBooking } from './bookable-clinic.ts';
import type { ClinicScreens, Stage } from './clinic-screens.ts';

/** The smallest that people book with. */
export const PHONE = { viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true };

export type BookingPhone = Awaited<ReturnType<typeof openToBook>>;

/** A clinic that is booked online, and a telephone that has opened its page. */
export async function openToBook(
  stage: Stage,
  screens: ClinicScreens,
  offer: Parameters<typeof openBooking>[2] = {},
  device: BrowserContextOptions = PHONE,
) {
  const { clinic } = screens;
  const booking = await openBooking(stage.service.nodes[0]?.url ?? '', clinic, offer);
  const { page, context, troubles } = await screens.open(screens.address('book'), 'phone', device);
  await page.getByRole('heading', { name: 'What do you come for?' }).waitFor();
  return {
    ...booking,
    page,
    context,
    troubles,
    /** What the clinic has in its books. */
    stored: async () => (await yes(clinic.owner.get<{ data: Appointment[] }>('/appointments'))).data,
    /** The third day with free times: far from midnight on both sides. */
    async day(): Promise<Slot[]> {
      const { data } = await booking.slots();
      const [, , third] = [...new Set(data.map(({ local }) => local.slice(0, 10)))];
      return data.filter(({ local }) => local.startsWith(third ?? 'none'));
    },
  };
}

/** To the times of the third free day. */
export async function toTimes({ page }: BookingPhone): Promise<void> {
  await page.getByRole('button', { name: /^Check-up/ }).click();
  await page.getByRole('heading', { name: 'Which day suits you?' }).waitFor();
  await page.locator('.day--free').nth(2).click();
  await page.getByRole('heading', { name: 'At what time?' }).waitFor();
}

export async function fillIn({ page }: BookingPhone): Promise<void> {
  await page.getByText(/We keep this time for you/).waitFor();
  await page.getByLabel('Full name').fill('Pat Patient');
  await page.getByLabel('E-mail').fill('pat@example.org');
}

/** From the first question to the page of the appointment. */
export async function bookAt(phone: BookingPhone, time: string): Promise<void> {
  await toTimes(phone);
  await phone.page.getByRole('button', { name: time, exact: true }).click();
  await fillIn(phone);
  await phone.page.getByRole('button', { name: 'Book this appointment' }).click();
  await phone.page.getByRole('heading', { name: 'You are booked' }).waitFor();
}
