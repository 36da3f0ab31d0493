import { useEffect } from 'preact/hooks';
import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { useAsking } from '../shared/use-asking.ts';
import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { dayOrNear, inDayStyle } from './day-words.ts';
import { DayGrid } from './day-grid.tsx';
import { SHOWN_DAYS, type FreeTimes } from './free-times.ts';
import { daysLater } from '../shared/calendar/local-time.ts';
import { sentenceFor } from './say-problem.ts';
import { t } from './texts.ts';
import { Trouble } from './trouble.tsx';
import { useFresh } from './use-fresh.ts';

type Props = {
  times: FreeTimes;
  timeZone: string;
  /** The last day that may be booked. */
  lastDay: string | null;
  chosen: string | null;
  choose: (day: string) => void;
  /** The first free time is taken in one tap. */
  take: (slot: Slot) => Promise<void>;
};

/** Five weeks with their free days, and the first free time of all. */
export function ChooseDay({ times, timeZone, lastDay, chosen, choose, take }: Props) {
  const from = times.from.value;
  const byDay = times.byDay.value;
  const { busy, problem, ask } = useAsking();
  useFresh(times);
  useEffect(() => {
    if (chosen !== null) times.show(chosen);
  }, [times]);

  const today = times.today();
  const first = byDay && Array.from(byDay.values())[0]?.[0];
  const isFirstPage = from <= today;
  const until = daysLater(from, SHOWN_DAYS - 1);
  if (times.problem.value !== null && byDay === null)
    return <Trouble problem={times.problem.value} again={() => void times.refresh()} />;
  return (
    <>
      {problem !== null && (
        <p class="alert" role="alert">
          {sentenceFor(problem)}
        </p>
      )}
      {first && isFirstPage && (
        <button type="button" class="soonest" aria-busy={busy} onClick={() => !busy && void ask(() => take(first))}>
          <span class="soonest__label">{t('first_free')}</span>
          <span class="soonest__time">
            {t('day_and_time', {
              day: dayOrNear(first.local.slice(0, 10), today),
              time: formatTime(first.starts_at, timeZone),
            })}
          </span>
          {busy ? <span class="button__spinner soonest__busy" aria-hidden="true" /> : <Icon name="forward" />}
        </button>
      )}
      <section class="days" aria-busy={byDay === null}>
        <div class="days__head">
          <h2 class="days__title">{monthsOf(from < today ? today : from, until)}</h2>
          <div class="days__turn">
            <button
              type="button"
              class="turn"
              aria-label={t('earlier')}
              disabled={isFirstPage}
              onClick={() => times.turn(-1)}
            >
              <Icon name="back" />
            </button>
            <button
              type="button"
              class="turn"
              aria-label={t('later')}
              disabled={lastDay !== null && until >= lastDay}
              onClick={() => times.turn(1)}
            >
              <Icon name="forward" />
            </button>
          </div>
        </div>
        <DayGrid from={from} today={today} byDay={byDay} chosen={chosen} choose={choose} />
        <p class="days__state" role="status">
          {byDay === null ? t('loading') : byDay.size === 0 && t('no_days')}
        </p>
        {byDay?.size === 0 && <NextDay times={times} choose={choose} />}
      </section>
    </>
  );
}

/** Nothing in these weeks: one tap leads to where there is something. */
function NextDay({ times, choose }: Pick<Props, 'times' | 'choose'>) {
  const next = times.nextDay.value;
  if (next === null) return <p class="days__none">{t('none_at_all')}</p>;
  return (
    <Button
      wide
      variant="primary"
      size="large"
      onClick={() => {
        times.show(next);
        choose(next);
      }}
    >
      {t('next_free_day', { day: dayOrNear(next, times.today()) })}
    </Button>
  );
}

/** `November 2026`, `November – December 2026`. */
function monthsOf(from: string, until: string): string {
  const [first, last] = [from, until].map((day) => inDayStyle(day, { month: 'long', year: 'numeric' }));
  if (first === last) return first ?? '';
  const opening = from.slice(0, 4) === until.slice(0, 4) ? inDayStyle(from, { month: 'long' }) : first;
  return `${opening} – ${last}`;
}
