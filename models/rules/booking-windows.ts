/** How a service is booked, as far as the clock is concerned; minutes. */
type Windows = { change_until: number; early_from: number; no_show_after: number };

const MINUTE = 60_000;

/** Until when the person may move or cancel it without anybody's help. */
export function changeUntil(startsAt: Date, { change_until }: Pick<Windows, 'change_until'>): Date {
  return new Date(startsAt.getTime() - change_until * MINUTE);
}

/** From when one may check in. */
export function checkInFrom(startsAt: Date, { early_from }: Pick<Windows, 'early_from'>): Date {
  return new Date(startsAt.getTime() - early_from * MINUTE);
}

/** When somebody who has not checked in counts as missed. */
export function missedAt(startsAt: Date, { no_show_after }: Pick<Windows, 'no_show_after'>): Date {
  return new Date(startsAt.getTime() + no_show_after * MINUTE);
}
