import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import type { PushMessage } from '../../realtime/contract/resources/pushes.ts';
import { eventually } from '../support/eventually.ts';
import type { PushService } from '../support/push-service.ts';

/** There is no push service for a browser without a network; everything else is as it is. From the next page on. */
export async function findableAt(context: BrowserContext, browser: ReturnType<PushService['browser']>): Promise<void> {
  await context.addInitScript((said) => {
    const subscription = {
      ...said,
      toJSON: () => said,
      options: { applicationServerKey: null },
      unsubscribe: async () => true,
    } as unknown as PushSubscription;
    let present: PushSubscription | null = null;
    PushManager.prototype.subscribe = async () => (present = subscription);
    PushManager.prototype.getSubscription = async () => present;
  }, browser);
}

/** What a push service that opens what it is given was last given for this browser. */
export async function delivered(push: PushService, endpoint: string, count: number): Promise<PushMessage> {
  const own = () => push.delivered.filter(({ path }) => path === new URL(endpoint).pathname);
  await eventually(() => expect(own()).toHaveLength(count));
  const message = own().at(-1)?.message;
  if (!message) throw new Error('it was delivered');
  return message;
}

/** The browser's own way to the worker, as if its push service had brought the message. */
export async function workerOf(page: Page): Promise<{ deliver(message: PushMessage): Promise<void> }> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(origin));
      if (own) resolve(own.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  const registrationId = await found;
  return {
    deliver: async (message) =>
      void (await cdp.send('ServiceWorker.deliverPushMessage', {
        origin,
        registrationId,
        data: JSON.stringify(message),
      })),
  };
}

/** What stands on the locked screen. */
export async function notifications(page: Page): Promise<{ title: string; body: string; tag: string }[]> {
  return eventually(async () => {
    const shown = await page.evaluate(async () => {
      const workers = await navigator.serviceWorker.getRegistrations();
      const all = await Promise.all(workers.map((worker) => worker.getNotifications()));
      return all.flat().map(({ title, body, tag }) => ({ title, body, tag }));
    });
    if (shown.length === 0) throw new Error('no notification');
    return shown;
  });
}
