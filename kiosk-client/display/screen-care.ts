import { effect, type ReadonlySignal } from '@preact/signals';
import { serverNow } from '../shared/clock.ts';
import { page } from '../shared/page.ts';
import { recall, remember } from '../shared/storage.ts';
import { hourAt } from './hour-at.ts';

const SHIFT_EVERY_MS = 3 * 60_000;
const SHIFT_PX = 8;
const LOOK_EVERY_MS = 30_000;
const POINTING_MS = 3_000;
/** The hour of the night at which a page that has been open for a day is loaded again. */
const NIGHT_HOUR = 4;
const NIGHT_PAUSE_MS = 2 * 60 * 60_000;
/** However often a build changes, a wall does not flicker. */
const PAUSE_MS = 10 * 60_000;
const RELOADED = `waitlessq:${page.organization.slug}:display:reloaded`;

/** What a panel that is on all day needs: no pixel lit for ever, no screen saver, no pointer, no window around it. */
export function careForScreen(): void {
  setInterval(shift, SHIFT_EVERY_MS);
  document.addEventListener('visibilitychange', stayAwake);
  stayAwake();
  addEventListener('mousemove', showPointer);
  // Browsers fill the screen only for somebody who has touched it.
  addEventListener('click', fillScreen);
}

/** Some pixels aside, so that no edge burns in. */
function shift(): void {
  const { style } = document.documentElement;
  style.setProperty('--shift-x', `${Math.floor(Math.random() * (SHIFT_PX + 1))}px`);
  style.setProperty('--shift-y', `${Math.floor(Math.random() * (SHIFT_PX + 1))}px`);
}

function stayAwake(): void {
  // Absent in old browsers and without TLS; televisions do not sleep while a page is shown.
  const { wakeLock } = navigator as { wakeLock?: WakeLock };
  if (wakeLock === undefined || document.visibilityState !== 'visible') return;
  wakeLock.request('screen').then(
    // A battery that runs low takes it away, too; whoever has plugged it in wants it back.
    (lock) => lock.addEventListener('release', () => setTimeout(stayAwake, LOOK_EVERY_MS), { once: true }),
    () => undefined,
  );
}

let pointing: ReturnType<typeof setTimeout> | undefined;

function showPointer(): void {
  const { classList } = document.documentElement;
  classList.add('pointing');
  clearTimeout(pointing);
  pointing = setTimeout(() => classList.remove('pointing'), POINTING_MS);
}

function fillScreen(): void {
  if (document.fullscreenElement) return;
  // Safari's own name before 16.4.
  const root: HTMLElement & { webkitRequestFullscreen?: () => void } = document.documentElement;
  if (typeof root.requestFullscreen === 'function') root.requestFullscreen().catch(() => undefined);
  else root.webkitRequestFullscreen?.();
}

/** Loads the page again for a new build, and every night at four, whenever nobody is being called. Answers how to stop. */
export function reloadWhenIdle(outdated: ReadonlySignal<boolean>, idle: () => boolean): () => void {
  const look = () => {
    const age = Date.now() - Number(recall(RELOADED) ?? 0);
    // By the server's watch and where the organization is: televisions believe in any hour of any day.
    const isNight = hourAt(serverNow(), page.organization.time_zone) === NIGHT_HOUR;
    const night = isNight && performance.now() > NIGHT_PAUSE_MS && age > NIGHT_PAUSE_MS;
    if ((night || (outdated.value && age > PAUSE_MS)) && idle()) void reload();
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  const stop = effect(look);
  return () => {
    clearInterval(timer);
    stop();
  };
}

async function reload(): Promise<void> {
  try {
    // A browser's own error page would stay on the wall until somebody comes with a mouse.
    const response = await fetch(location.href, { cache: 'no-store' });
    if (!response.ok) return;
    remember(RELOADED, String(Date.now()));
    location.reload();
  } catch {
    // No network now: the next look tries again.
  }
}
