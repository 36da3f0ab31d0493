/**
 * The server's time, as far as this device can tell. Countdowns and the age of a call come from here: televisions and
 * phones are often minutes wrong.
 */
let offset = 0;
let certainty = Infinity;

/** Differences below this are not worth a jump: the `Date` header has whole seconds. */
const NOTICEABLE_MS = 1_500;

export function serverNow(): number {
  return Date.now() + offset;
}

/** Learns from an answer that was asked for at `sentAt` and came at `receivedAt` (this device's clock). */
export function hearServerTime(dateHeader: string | null, sentAt: number, receivedAt: number): void {
  const stamped = dateHeader === null ? NaN : Date.parse(dateHeader);
  if (Number.isNaN(stamped)) return;
  const uncertain = (receivedAt - sentAt) / 2 + 500;
  const measured = stamped + 500 - (sentAt + receivedAt) / 2;
  // A television that has just been switched on learns the time after the page has: what contradicts is newer.
  const contradicts = Math.abs(measured - offset) > uncertain + certainty + NOTICEABLE_MS;
  if (uncertain > certainty && !contradicts) return;
  certainty = uncertain;
  offset = Math.abs(measured) < NOTICEABLE_MS ? 0 : Math.round(measured);
}
