import { screenPath } from '../page.ts';

/** Null where a browser has none: old ones, private windows, and everywhere without TLS. */
let registered: Promise<ServiceWorkerRegistration | null> = Promise.resolve(null);

/**
 * Keeps the patient's page for a telephone without a network, and says what arrives while no page is open. Without it everything
 * works, as long as there is a network and a page.
 */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  registered = navigator.serviceWorker
    .register(screenPath('/worker.js'), { scope: screenPath('/t') })
    .catch(() => null);
}

export function workerRegistration(): Promise<ServiceWorkerRegistration | null> {
  return registered;
}
