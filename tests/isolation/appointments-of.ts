import type { Json } from '../server/http/client.ts';
import type { Marks } from './marks.ts';

/** Quarters of an hour, all day: whatever the clock says, there is a time today. */
export const QUARTERS = {
  duration_minutes: 15,
  booking: { online: true, notice: 0, change_until: 0, early_from: 1440, person_limit: 100, offer: 15 },
};
export const AROUND_THE_CLOCK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', until: '24:00' }));

const HOUR = 3_600_000;

/** A zone in which it is morning: what is booked for a few hours later is still of today. */
export function morningZone(now = new Date()): string {
  const ahead = 8 - now.getUTCHours();
  // POSIX counts them the other way round.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

const QUARTER = HOUR / 4;
const first = Math.ceil((Date.now() + 2 * HOUR) / QUARTER) * QUARTER;
/** The time with this number, from two hours on. */
export const quarter = (index: number): string => new Date(first + index * QUARTER).toISOString();

/** What is known of the world by then. */
type World = {
  marks: Marks;
  things: Map<string, string>;
  secrets: Map<string, string>;
  credentials: { set(who: 'holder', token: string): unknown };
};

/** Something of every kind that has to do with appointments: each is a thing of the world. */
export async function bookEverything(
  { marks, things, secrets, credentials }: World,
  owner: (method: string, path: string, body?: unknown) => Promise<Json>,
  slot: { service_id: string; office_id: string; provider_id: string },
): Promise<void> {
  const ofPerson = (index: number) => ({
    patient_name: `${marks.patient} name`,
    phone: `+${marks.phone}${index}`,
    email: `${marks.patient}${index}@example.org`,
    note: `${marks.patient} note`,
    birth_date: '1990-02-03',
  });
  const book = (index: number) =>
    owner('POST', '/appointments', { ...slot, starts_at: quarter(index), ...ofPerson(index) });
  const { appointment, booking_token: token } = await book(0);
  things.set('appointments', appointment.id);
  things.set('bookings', token);
  credentials.set('holder', token);
  secrets.set('booking_code', appointment.code);
  // Twice: a list that can be read page by page.
  const given = await book(1);
  const day = { wanted_from: '2000-01-01', wanted_until: '2100-01-01' };
  const wait = (index: number) => owner('POST', '/waitlist', { ...slot, ...day, ...ofPerson(index) });
  const first = await wait(2);
  await wait(3);
  await owner('DELETE', `/appointments/${given.appointment.id}`, { reason: marks.inner });
  things.set('bookings:offered', first.booking_token);
  await owner('POST', '/appointment-series', {
    ...{ ...slot, starts_at: quarter(5), rule: 'FREQ=WEEKLY;COUNT=2' },
    ...ofPerson(4),
  });
  const hold = await owner('POST', '/appointment-holds', { ...slot, starts_at: quarter(3) });
  things.set('appointment-holds', hold.hold_token);
  const shared = await owner('POST', `/providers/${slot.provider_id}/calendar-feed`);
  things.set('calendars', /cal_[\w-]{66}/.exec(JSON.stringify(shared))?.[0] ?? '');
}
