import { signal, type ReadonlySignal } from '@preact/signals';
import { recall, remember } from '../shared/storage.ts';

const STORED = 'waitlessq:text-size';
const large = signal(recall(STORED) === 'large');
export const isLarge: ReadonlySignal<boolean> = large;

/** Everything is measured in the root's size, so everything grows with it. */
export function showTextSize(): void {
  document.documentElement.classList.toggle('large-text', large.value);
}

export function toggleTextSize(): void {
  large.value = !large.value;
  remember(STORED, large.value ? 'large' : 'normal');
  showTextSize();
}
