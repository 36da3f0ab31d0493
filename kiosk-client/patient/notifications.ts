import { signal, type ReadonlySignal } from '@preact/signals';
import { api } from '../shared/api.ts';
import { language } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { browserSubscription } from '../shared/push/browser-subscription.ts';
import { workerRegistration } from '../shared/push/worker-registration.ts';

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
    const subscription = await browserSubscription();
    if (subscription === null) return;
    await api.put(`/track/${token}/push`, { ...subscription, language: language.value }, { token });
    now.value = 'closed';
  } catch {
    // No push service answers, or ours does not know it: the page tells as long as it is open.
    now.value = 'open';
  }
}

type Told = NotificationOptions & { renotify: boolean; vibrate?: number[] };

/** The page's own, for somebody who looks at another page; where the server tells them, it says nothing. */
export async function tellHere(title: string, { body, ticketNumber }: { body: string; ticketNumber: string }) {
  if (now.value !== 'open' || document.visibilityState === 'visible') return;
  const told: Told = {
    body,
    tag: ticketNumber,
    renotify: true,
    data: { path: location.pathname.slice(page.base.length) },
  };
  await (await workerRegistration())?.showNotification(title, told);
}

/** Whoever looks at the page needs no notification beside it. What was told of an appointment stays. */
export async function clearNotifications(): Promise<void> {
  const shown = (await (await workerRegistration())?.getNotifications()) ?? [];
  for (const notification of shown) if (isOfVisit(notification)) notification.close();
}

function isOfVisit({ data }: Notification): boolean {
  return (data as { path: string }).path.startsWith('/t/'); // written above, or by the worker
}
