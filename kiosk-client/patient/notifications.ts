import { signal, type ReadonlySignal } from '@preact/signals';
import { api } from '../shared/api.ts';
import { language } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { workerRegistration } from './worker-registration.ts';

/**
 * What this telephone can do for somebody who looks elsewhere. `closed`: tells them even while the page is closed. `open`: while it
 * is open. `ask`: it would, if it may. `install`: an iPhone does once the page is on the home screen. `blocked`, `never`: it rings.
 */
export type Telling = 'closed' | 'open' | 'ask' | 'install' | 'blocked' | 'never';

const now = signal<Telling>(atFirst());
export const telling: ReadonlySignal<Telling> = now;

function atFirst(): Telling {
  // Only iPhones and iPads have the word, and only their installed apps have notifications.
  if (typeof Notification === 'undefined' || !('serviceWorker' in navigator))
    return isUninstalled() ? 'install' : 'never';
  if (Notification.permission === 'denied') return 'blocked';
  return Notification.permission === 'granted' ? 'open' : 'ask';
}

function isUninstalled(): boolean {
  return (navigator as { standalone?: boolean }).standalone === false;
}

/** After a tap: browsers ask nobody who has not touched anything. */
export async function askToTell(token: string): Promise<void> {
  if (now.value !== 'ask') return;
  await Notification.requestPermission();
  now.value = atFirst();
  await subscribe(token);
}

/**
 * Tells the server where this browser is found, if it may be. The same again for each visit and whenever the page is opened: browsers
 * change their address, and a stay that was put back has lost it.
 */
export async function subscribe(token: string): Promise<void> {
  if (now.value !== 'open' && now.value !== 'closed') return;
  try {
    const subscription = await subscriptionOf(await workerRegistration());
    if (subscription === null) return;
    const { endpoint, keys } = subscription.toJSON();
    await api.put(`/track/${token}/push`, { endpoint, keys, language: language.value }, { token });
    now.value = 'closed';
  } catch {
    // No push service answers, or ours does not know it: the page tells as long as it is open.
    now.value = 'open';
  }
}

async function subscriptionOf(worker: ServiceWorkerRegistration | null): Promise<PushSubscription | null> {
  if (worker === null || page.push_key === null || !('pushManager' in worker)) return null;
  await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  if (known && isForKey(known, page.push_key)) return known;
  await known?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: page.push_key });
}

/** With another key our messages would be refused. */
function isForKey({ options }: PushSubscription, key: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const written = btoa(String.fromCharCode(...Array.from(bytes)));
  return written.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') === key;
}

/** Nobody is found by it any more, also by those who kept it. */
export async function unsubscribe(): Promise<void> {
  const worker = await workerRegistration();
  if (worker === null || !('pushManager' in worker)) return;
  const subscription = await worker.pushManager.getSubscription();
  await subscription?.unsubscribe().catch(() => false);
}

type Told = NotificationOptions & { renotify: boolean; vibrate?: number[] };

/** The page's own, for somebody who looks at another page; where the server tells them, it says nothing. */
export async function tellHere(title: string, { body, ticketNumber }: { body: string; ticketNumber: string }) {
  if (now.value !== 'open' || document.visibilityState === 'visible') return;
  const told: Told = { body, tag: ticketNumber, renotify: true, data: { ticket_number: ticketNumber } };
  await (await workerRegistration())?.showNotification(title, told);
}

/** Whoever looks at the page needs no notification beside it. */
export async function clearNotifications(): Promise<void> {
  const shown = (await (await workerRegistration())?.getNotifications()) ?? [];
  for (const notification of shown) notification.close();
}
