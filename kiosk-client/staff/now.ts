import { computed, signal } from '@preact/signals';
import { serverNow } from '../shared/clock.ts';

/** The server's time, a new value every second: what counts seconds reads it and is drawn again. */
export const now = signal(0);

const ROUGHLY_MS = 5_000;

/** The same for what counts minutes: a long list is not drawn again every second. */
export const nowRoughly = computed(() => Math.floor(now.value / ROUGHLY_MS) * ROUGHLY_MS);

export function startNow(): void {
  const tick = () => {
    now.value = serverNow();
  };
  tick();
  setInterval(tick, 1_000);
}
