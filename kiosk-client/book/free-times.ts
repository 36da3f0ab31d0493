import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Slot, Slots } from '../../realtime/contract/resources/booking.ts';
import { api } from '../shared/api.ts';
import { serverNow } from '../shared/clock.ts';
import { localeOf } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';
import { firstWeekday } from './first-weekday.ts';
import { dayAt, weekOf } from './local-days.ts';
import { daysLater } from '../shared/calendar/local-time.ts';

/** Five weeks at a glance: a month whose last week is not the only one that is left. */
export const SHOWN_DAYS = 35;

export type FreeTimes = {
  today: () => string;
  /** The first of the days that are shown. */
  from: ReadonlySignal<string>;
  /** By day; null until there is an answer. */
  byDay: ReadonlySignal<ReadonlyMap<string, readonly Slot[]> | null>;
  /** The first free day after those that are shown, where they have none. */
  nextDay: ReadonlySignal<string | null>;
  problem: ReadonlySignal<unknown>;
  /** Shows the weeks in which the day lies. */
  show: (day: string) => void;
  turn: (step: 1 | -1) => void;
  /** Asks again what is shown. */
  refresh: () => Promise<void>;
};

/** What is free, some weeks at a time. */
export function openFreeTimes(pathOf: (from: string, to: string) => string, timeZone: string): FreeTimes {
  const today = () => dayAt(serverNow(), timeZone);
  const startOf = (day: string) => weekOf(day, firstWeekday(localeOf(language.peek())));
  const from = signal(startOf(today()));
  const answers = signal<ReadonlyMap<string, Slots>>(new Map());
  const problem = signal<unknown>(null);
  const answer = computed(() => answers.value.get(from.value) ?? null);

  async function refresh(): Promise<void> {
    const first = from.peek();
    problem.value = null;
    try {
      const [start, now] = [first, today()];
      const slots = await api.get<Slots>(pathOf(start < now ? now : start, daysLater(first, SHOWN_DAYS - 1)), {
        token: null,
      });
      answers.value = new Map(answers.peek()).set(first, slots);
    } catch (refused) {
      // What was known a moment ago is better than nothing; whoever takes a time that is gone is told so.
      if (from.peek() === first) problem.value = refused;
    }
  }

  function show(day: string): void {
    const wanted = startOf(day);
    const shown = day >= from.peek() && day < daysLater(from.peek(), SHOWN_DAYS);
    if (!shown) from.value = wanted < startOf(today()) ? startOf(today()) : wanted;
  }

  return {
    today,
    from,
    byDay: computed(() => answer.value && grouped(answer.value.data)),
    nextDay: computed(() => answer.value?.next_day ?? null),
    problem,
    show,
    turn(step) {
      const [wanted, first] = [daysLater(from.peek(), step * SHOWN_DAYS), startOf(today())];
      from.value = wanted < first ? first : wanted;
    },
    refresh,
  };
}

function grouped(slots: readonly Slot[]): ReadonlyMap<string, readonly Slot[]> {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = slot.local.slice(0, 10);
    const known = days.get(day);
    if (known) known.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}
