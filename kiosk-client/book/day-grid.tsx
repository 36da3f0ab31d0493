import { useRef } from 'preact/hooks';
import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { directionOf, language } from '../shared/i18n/language.ts';
import { formatNumber } from '../shared/i18n/format.ts';
import { dayInWords, inDayStyle } from './day-words.ts';
import { SHOWN_DAYS } from './free-times.ts';
import { daysLater } from '../shared/calendar/local-time.ts';
import { t } from './texts.ts';

type Props = {
  from: string;
  today: string;
  byDay: ReadonlyMap<string, readonly Slot[]> | null;
  chosen: string | null;
  choose: (day: string) => void;
};

/** Weeks below each other. One stop for the keyboard: the arrows go from one free day to the next. */
export function DayGrid({ from, today, byDay, chosen, choose }: Props) {
  const grid = useRef<HTMLTableElement>(null);
  const free = byDay ? Array.from(byDay.keys()) : [];
  const stop = chosen !== null && free.includes(chosen) ? chosen : free[0];
  const weeks = Array.from({ length: SHOWN_DAYS / 7 }, (_, week) =>
    Array.from({ length: 7 }, (_day, index) => daysLater(from, week * 7 + index)),
  ).filter((week) => (week[6] ?? '') >= today);

  const move = (event: KeyboardEvent, day: string) => {
    const next = dayByKey(event.key, day, free, directionOf(language.value) === 'rtl');
    if (next === null) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };

  return (
    <table ref={grid} class="grid" role="grid" aria-label={t('which_day')}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" class="grid__weekday">
              <span class="unseen">{inDayStyle(day, { weekday: 'long' })}</span>
              <span aria-hidden="true">{inDayStyle(day, { weekday: widthOf(weeks[0] ?? []) })}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const count = byDay?.get(day)?.length ?? 0;
              return (
                <td key={day} class="grid__cell">
                  {count === 0 ? (
                    <span class={day < today ? 'day day--past' : 'day'} data-month={monthAt(day)}>
                      {numberOf(day)}
                    </span>
                  ) : (
                    <button
                      type="button"
                      class="day day--free"
                      data-day={day}
                      data-month={monthAt(day)}
                      tabIndex={day === stop ? 0 : -1}
                      aria-current={day === today ? 'date' : undefined}
                      aria-pressed={day === chosen}
                      aria-label={`${dayInWords(day)}, ${t('times_free', { count })}`}
                      onKeyDown={(event) => move(event, day)}
                      onClick={() => choose(day)}
                    >
                      {numberOf(day)}
                      <span class="day__much" aria-hidden="true">
                        {Array.from({ length: count > 7 ? 3 : count > 2 ? 2 : 1 }, (_, dot) => (
                          <span key={dot} class="day__dot" />
                        ))}
                      </span>
                    </button>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Some languages have no short names: there a letter has to do. */
function widthOf(week: readonly string[]): 'short' | 'narrow' {
  return week.some((day) => inDayStyle(day, { weekday: 'short' }).length > 4) ? 'narrow' : 'short';
}

/** Where another one begins. */
function monthAt(day: string): string | undefined {
  return day.endsWith('-01') ? inDayStyle(day, { month: 'short' }) : undefined;
}

function numberOf(day: string): string {
  return formatNumber(Number(day.slice(8)));
}

function dayByKey(key: string, day: string, free: readonly string[], rightToLeft: boolean): string | null {
  const [before, after] = [free.filter((one) => one < day), free.filter((one) => one > day)];
  switch (key) {
    case 'Home':
      return free[0] ?? null;
    case 'End':
      return free[free.length - 1] ?? null;
    case 'ArrowUp':
      return before.filter((one) => one <= daysLater(day, -7)).pop() ?? before[0] ?? null;
    case 'ArrowDown':
      return after.find((one) => one >= daysLater(day, 7)) ?? after[after.length - 1] ?? null;
    case 'ArrowLeft':
    case 'ArrowRight':
      return (key === 'ArrowLeft') === rightToLeft ? (after[0] ?? null) : (before.pop() ?? null);
    default:
      return null;
  }
}
