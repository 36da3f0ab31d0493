import type { Display } from './displays.ts';

/** Whether the room has heard of a call, as far as it is known. */
export type HeardWhere = {
  /** They have shown and spoken it. */
  announcedOn: readonly string[];
  offline: readonly string[];
  /** Shown, and not heard: the browser wants a touch before it plays a sound. */
  silent: readonly string[];
  /** Nobody in the room has heard it and nobody is going to: whoever calls says it aloud. */
  callByVoice: 'no_display' | 'offline' | 'silent' | 'not_announced' | null;
};

/** Six calls in one second are said one after the other, each in several languages. */
const PATIENCE_MS = 45_000;

/**
 * @param displays  of the office; null while they are not known, and then nothing is said about them
 * @param waitedMs  since the call; null where this tablet has not heard of it itself, so that silence says nothing
 */
export function heardWhere(
  displays: readonly Display[] | null,
  announcedOn: readonly string[],
  queueId: string,
  waitedMs: number | null,
): HeardWhere {
  const ofQueue = displays?.filter(({ queue_ids }) => queue_ids.includes(queueId)) ?? [];
  const silent = ofQueue.filter((display) => display.online && display.silent).map(({ name }) => name);
  const offline = ofQueue.filter(({ name, online }) => !online && !announcedOn.includes(name)).map(({ name }) => name);
  const isHeard = announcedOn.some((name) => !silent.includes(name));
  const mayStillBe = ofQueue.some((display) => display.online && !display.silent);
  const tooLong = waitedMs !== null && waitedMs > PATIENCE_MS;
  return { announcedOn, offline, silent, callByVoice: reason() };

  function reason(): HeardWhere['callByVoice'] {
    if (displays === null || isHeard) return null;
    if (mayStillBe) return tooLong ? 'not_announced' : null;
    if (silent.length > 0) return 'silent';
    return offline.length > 0 ? 'offline' : 'no_display';
  }
}
