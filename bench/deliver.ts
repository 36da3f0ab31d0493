import { cpuUs } from './cpu-time.ts';
import type { Crowd } from './crowd.ts';
import type { Speech } from './speaker.ts';

export type Delivered = { heard: number; usPerDelivery: number };

/** Fewer frames come when the machine was so full that two changes met and were joined. With fewer than these something else is wrong. */
const LEAST_SHARE = 0.5;

/** Has changes said to a crowd and waits until all have heard them. @throws when much is missing */
export async function deliver(
  { crowd, speak, pids }: { crowd: Crowd; speak: (speech: Speech) => Promise<void>; pids: () => readonly number[] },
  speech: Speech,
  sockets: number,
): Promise<Delivered> {
  const { heard: before } = await crowd.tell();
  const used = cpuOf(pids());
  await speak(speech);
  const expected = speech.changes * sockets;
  const heard = (await crowd.hears(before + expected)) - before;
  if (heard < expected * LEAST_SHARE) throw new Error(`${heard} of ${expected} were heard`);
  return { heard, usPerDelivery: (cpuOf(pids()) - used) / heard };
}

/** A node that has just started is slower at first: so much has to be said before what it costs stays the same. */
export async function warmUp(ways: readonly { speak: (speech: Speech) => Promise<void> }[]): Promise<void> {
  await Promise.all(ways.map(({ speak }) => speak({ changes: 1_500, everyMs: LEAST_MS })));
  await new Promise((resolve) => setTimeout(resolve, SETTLED_MS));
}

/** A pace at which nobody's messages pile up, and none is joined with the next one. */
export function paceFor(sockets: number, deliveries: number): Speech {
  const everyMs = Math.max(LEAST_MS, (sockets * US_PER_DELIVERY) / 1_000);
  return { changes: Math.ceil(deliveries / sockets), everyMs };
}

const SETTLED_MS = 1_000;
const US_PER_DELIVERY = 35;
/** A timer cannot be much faster. */
const LEAST_MS = 4;

/** CPU of all of them since they began. */
export function cpuOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + cpuUs(pid), 0);
}
