import type { PushMessage } from '../../../realtime/contract/resources/pushes.ts';

/**
 * Keeps the patient's page, without anybody's place in it, for a telephone without a network, and says what arrives while no
 * page is open. No question to the API comes by here and nothing that it answers is kept; no link of a visit stands in a cache.
 * The server writes `app` before this script: another build is another script, and so another page.
 */
declare const self: ServiceWorkerGlobalScope & { app: { base: string; build: string } };

const { base, build } = self.app;
const HOME = `${base}/t`;
/** Organizations may share an origin. */
const OURS = `waitlessq:${base}:`;
const SHELL = OURS + build;
/** A network that takes longer is as good as none; the page itself goes on trying. */
const PATIENCE_MS = 6_000;
/** What a proxy says when there is nobody behind it. */
const NOBODY_THERE = 502;

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(pageOrShell(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(keptOrFetched(request));
});

self.addEventListener('push', (event) => {
  const message = event.data?.json() as PushMessage | undefined; // encrypted for this browser by our own server
  if (message) event.waitUntil(tell(message));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = event.notification.data as { path: string }; // as `tell` has written it
  event.waitUntil(openPage(base + path));
});

async function keepShell(): Promise<void> {
  const page = await fetch(HOME, { cache: 'no-store', credentials: 'omit' });
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  const files = new Set((await page.clone().text()).match(/\/assets\/[\w.-]+/g));
  const cache = await caches.open(SHELL);
  await Promise.all([cache.put(HOME, page), cache.addAll([...files])]);
}

async function forgetOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== SHELL).map((name) => caches.delete(name)));
}

async function pageOrShell(request: Request): Promise<Response> {
  const shell = await caches.match(HOME, { cacheName: SHELL });
  if (!shell) return fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
  const page = await Promise.race([fetch(request).catch(() => null), late]);
  return page === null || page.status >= NOBODY_THERE ? shell : page;
}

/** Their names change with their content. */
async function keptOrFetched(request: Request): Promise<Response> {
  return (await caches.match(request, { cacheName: SHELL })) ?? fetch(request);
}

type Told = NotificationOptions & { renotify: boolean; vibrate?: number[] };

/** A browser insists that something is shown for every message; who looks at the page already only finds it written down. */
async function tell({ title, body, path, tag, urgent, language, direction }: PushMessage): Promise<void> {
  const seen = (await pagesOf(base + path)).some(({ visibilityState }) => visibilityState === 'visible');
  const told: Told = {
    body,
    tag,
    lang: language,
    dir: direction,
    icon: `${base}/app-icon-192.png`,
    data: { path },
    requireInteraction: urgent && !seen,
    renotify: !seen,
    ...(seen ? { silent: true } : { vibrate: [350, 120, 350, 120, 700] }),
  };
  await self.registration.showNotification(title, told);
}

/** The page if it is open, else another one. */
async function openPage(path: string): Promise<void> {
  const [open] = await pagesOf(path);
  if (open) await open.focus();
  else await self.clients.openWindow(path);
}

async function pagesOf(path: string): Promise<WindowClient[]> {
  const all = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  return all.filter(({ url }) => new URL(url).pathname === path);
}
