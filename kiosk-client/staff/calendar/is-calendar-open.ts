import { signal, type ReadonlySignal } from '@preact/signals';

export const CALENDAR = '#/calendar';

const open = signal(location.hash === CALENDAR);

/** Whether the address leads to the calendar: it can be gone back from, and a reload stays there. */
export const isCalendarOpen: ReadonlySignal<boolean> = open;

addEventListener('hashchange', () => {
  open.value = location.hash === CALENDAR;
});
