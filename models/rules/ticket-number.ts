/** Digits a ticket number has at least: A001. A queue that passes 999 in a day goes on with A1000. */
const DIGITS = 3;

/** What is shown and said: the queue's prefix and the number of the day. @throws RangeError below 1. */
export function ticketNumber(prefix: string, numberOfTheDay: number): string {
  if (!Number.isSafeInteger(numberOfTheDay) || numberOfTheDay < 1) throw new RangeError('ticket numbers begin at 1');
  return prefix + String(numberOfTheDay).padStart(DIGITS, '0');
}
