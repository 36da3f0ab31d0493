import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { api } from '../../shared/api.ts';
import { language } from '../../shared/i18n/language.ts';
import { page } from '../../shared/page.ts';
import { browserSubscription, knownEndpoint } from '../../shared/push/browser-subscription.ts';
import { forgetTold, isToldOf, keepTold } from '../../shared/push/told-bookings.ts';
import { registerWorker } from '../../shared/push/worker-registration.ts';

/** Whether this browser can be told while the page is closed. `blocked`: the person has forbidden it. */
export type CanTell = 'yes' | 'blocked' | 'no';

/** `apt_`, the organization, the appointment, the signature: each as long. */
const ID_LETTERS = 22;
/** Changes of the last moment are told, too. */
const AFTERWARDS_MS = 24 * 60 * 60 * 1000;

export function canTell(): CanTell {
  const can = typeof Notification !== 'undefined' && 'serviceWorker' in navigator && 'PushManager' in window;
  if (!can || page.push_key === null) return 'no';
  return Notification.permission === 'denied' ? 'blocked' : 'yes';
}

export function isTold(token: string): boolean {
  return isToldOf(markOf(token)) && Notification.permission === 'granted';
}

/**
 * After a tap: browsers ask nobody who has not touched anything.
 * @returns whether the person has allowed it and it is possible
 */
export async function tellThisPhone(token: string, booking: Booking): Promise<boolean> {
  if ((await Notification.requestPermission()) !== 'granted') return false;
  return inTurn(() => subscribe(token, booking));
}

/** The same again whenever the page is opened: browsers change their address. */
export async function tellStill(token: string, booking: Booking): Promise<void> {
  await inTurn(() => subscribe(token, booking));
}

export function tellNoMore(token: string): Promise<void> {
  return inTurn(async () => {
    registerWorker();
    const endpoint = await knownEndpoint();
    if (endpoint !== null) await api.delete(`/bookings/${token}/push`, { endpoint }, { token });
    forgetTold(markOf(token));
  });
}

let last: Promise<unknown> = Promise.resolve();

/** What was wished last is so in the end, however long the answer to the wish before it takes. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}

async function subscribe(token: string, { starts_at, wanted }: Booking): Promise<boolean> {
  registerWorker();
  const subscription = await browserSubscription();
  if (subscription === null) return false;
  await api.put(`/bookings/${token}/push`, { ...subscription, language: language.value }, { token });
  const end = Date.parse(starts_at ?? wanted?.until ?? '') || Date.now();
  keepTold(markOf(token), new Date(end + AFTERWARDS_MS).toISOString());
  return true;
}

/** The id in the link, without its signature: by that alone nobody finds or opens anything. */
function markOf(token: string): string {
  return token.slice('apt_'.length + ID_LETTERS, 'apt_'.length + 2 * ID_LETTERS);
}
