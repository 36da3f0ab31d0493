import { signal, type ReadonlySignal } from '@preact/signals';

/**
 * The phone's own bell. Browsers let a page ring only after it has been touched, so the first touch anywhere opens the
 * sound, and `ready` tells whether that has happened.
 */
const opened = signal(false);
export const ready: ReadonlySignal<boolean> = opened;

const RING_EVERY_MS = 3_500;
const RINGS = 6;
const BUZZ = [350, 120, 350, 120, 700];
const NUDGE = [200, 100, 200];

let context: AudioContext | null = null;
let ringing: ReturnType<typeof setInterval> | undefined;

export function openOnTouch(): void {
  for (const touch of ['pointerdown', 'keydown'] as const) addEventListener(touch, () => void openSound());
}

export async function openSound(): Promise<void> {
  if (opened.value || typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  await context.resume();
  opened.value = context.state === 'running';
}

/** Rings and shakes several times, until `quiet`. */
export function ring(): void {
  quiet();
  let left = RINGS;
  const once = () => {
    if (left-- <= 0) return quiet();
    chime();
    // Absent on iPhones.
    if (typeof navigator.vibrate === 'function') navigator.vibrate(BUZZ);
  };
  once();
  ringing = setInterval(once, RING_EVERY_MS);
}

/** Once, and softly: nothing has to happen within the minute. */
export function nudge(): void {
  chime();
  if (typeof navigator.vibrate === 'function') navigator.vibrate(NUDGE);
}

export function quiet(): void {
  clearInterval(ringing);
  if (typeof navigator.vibrate === 'function') navigator.vibrate(0);
}

/** Three rising bells: A, C sharp, E. */
function chime(): void {
  if (!context || context.state !== 'running') return;
  const start = context.currentTime + 0.02;
  [880, 1108.73, 1318.51].forEach((frequency, index) => {
    if (!context) return;
    const bell = context.createOscillator();
    const volume = context.createGain();
    const at = start + index * 0.22;
    bell.type = 'sine';
    bell.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, at);
    volume.gain.exponentialRampToValueAtTime(0.6, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.9);
    bell.connect(volume).connect(context.destination);
    bell.start(at);
    bell.stop(at + 1);
  });
}
