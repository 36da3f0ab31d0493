import { page } from '../page.ts';
import { workerRegistration } from './worker-registration.ts';

/** What this browser tells the server: where its push service finds it, and with which keys. */
export type BrowserSubscription = { endpoint: string | undefined; keys: PushSubscriptionJSON['keys'] | undefined };

/**
 * One for all visits and appointments of this organization. The person has allowed it before.
 * @returns null where browser or installation push nothing
 * @throws DOMException where no push service answers
 */
export async function browserSubscription(): Promise<BrowserSubscription | null> {
  const worker = await workerRegistration();
  if (worker === null || page.push_key === null || !('pushManager' in worker)) return null;
  await isActive(worker);
  const { endpoint, keys } = (await ours(worker, page.push_key)).toJSON();
  return { endpoint, keys };
}

/** Where this browser has been found until now, or null. */
export async function knownEndpoint(): Promise<string | null> {
  const worker = await workerRegistration();
  if (worker === null || !('pushManager' in worker)) return null;
  return (await worker.pushManager.getSubscription())?.endpoint ?? null;
}

/** Nobody finds it by that any more, also those who kept it. */
export async function endBrowserSubscription(): Promise<void> {
  const worker = await workerRegistration();
  if (worker === null || !('pushManager' in worker)) return;
  const subscription = await worker.pushManager.getSubscription();
  await subscription?.unsubscribe().catch(() => false);
}

async function ours(worker: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const known = await worker.pushManager.getSubscription();
  if (known && isForKey(known, key)) return known;
  await known?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

/** `navigator.serviceWorker.ready` waits for a worker of the page that is open, which may be another one. */
function isActive(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || worker === null) return Promise.resolve();
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve();
    });
  });
}

/** With another key our messages would be refused. */
function isForKey({ options }: PushSubscription, key: string): boolean {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const written = btoa(String.fromCharCode(...Array.from(bytes)));
  return written.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '') === key;
}
