import { effect, type ReadonlySignal } from '@preact/signals';
import { page } from '../shared/page.ts';
import { recall, remember } from '../shared/storage.ts';

const SHIFT_EVERY_MS = 3 * 60_000;
const SHIFT_PX = 8;
const LOOK_EVERY_MS = 30_000;
/** The hour of the night at which a page that has been open for a day is loaded again, on the device's clock. */
const NIGHT_HOUR = 4;
const NIGHT_PAUSE_MS = 2 * 60 * 60_000;
/** However often a build changes, a wall does not flicker. */
const PAUSE_MS = 10 * 60_000;
const RELOADED = `waitlessq:${page.organization.slug}:display:reloaded`;

/** What a panel that is on all day needs: no pixel lit for ever, no screen saver. */
export function careForScreen(): void {
  setInterval(shift, SHIFT_EVERY_MS);
  document.addEventListener('visibilitychange', stayAwake);
  stayAwake();
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
  wakeLock.request('screen').catch(() => undefined);
}

/** Loads the page again for a new build, and every night at four, whenever nobody is being called. Answers how to stop. */
export function reloadWhenIdle(outdated: ReadonlySignal<boolean>, idle: () => boolean): () => void {
  const look = () => {
    const age = Date.now() - Number(recall(RELOADED) ?? 0);
    const night = new Date().getHours() === NIGHT_HOUR && performance.now() > NIGHT_PAUSE_MS && age > NIGHT_PAUSE_MS;
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
