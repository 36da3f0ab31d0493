import { useEffect, useState } from 'preact/hooks';
import type { Slot } from '../../realtime/contract/resources/booking.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { useAsking } from '../shared/use-asking.ts';
import { Icon } from '../shared/ui/icon.tsx';
import { dayInWords, dayOrNear } from './day-words.ts';
import type { FreeTimes } from './free-times.ts';
import { nearestTimes } from './nearest-times.ts';
import { byPartOfDay } from './parts-of-day.ts';
import { OfficeClock } from './office-clock.tsx';
import { sentenceFor } from './say-problem.ts';
import { t } from './texts.ts';
import { TimeButton } from './time-button.tsx';
import { Trouble } from './trouble.tsx';
import { useFresh } from './use-fresh.ts';

type Props = {
  times: FreeTimes;
  day: string;
  office: string;
  timeZone: string;
  /** That is kept for this person already, and so is not free for others. */
  kept: Slot | null;
  /** That somebody else was quicker to take. */
  taken: string | null;
  chooseDay: (day: string) => void;
  take: (slot: Slot) => Promise<void>;
};

const ALTERNATIVES = 3;

/** The free times of one day, on the clock of the office. */
export function ChooseTime({ times, day, office, timeZone, kept, taken, chooseDay, take }: Props) {
  const { problem, ask } = useAsking();
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => times.show(day), [times, day]);
  useFresh(times);
  const byDay = times.byDay.value;
  const slots = withKept(byDay?.get(day) ?? [], day, kept);
  const all = byDay ? Array.from(byDay.values()).reduce<Slot[]>((sum, some) => [...sum, ...some], []) : [];
  const days = byDay ? Array.from(byDay.keys()) : [];
  const [before, after] = [days.filter((one) => one < day).pop(), days.find((one) => one > day)];

  const choose = (slot: Slot) => {
    if (asked !== null) return;
    setAsked(slot.starts_at);
    void ask(() => take(slot)).then(() => setAsked(null));
  };
  const button = (slot: Slot, withDay = false) => (
    <TimeButton
      slot={slot}
      timeZone={timeZone}
      day={withDay ? dayOrNear(slot.local.slice(0, 10), times.today()) : null}
      busy={asked === slot.starts_at}
      kept={kept?.starts_at === slot.starts_at}
      onClick={() => choose(slot)}
    />
  );

  if (times.problem.value !== null && byDay === null)
    return <Trouble problem={times.problem.value} again={() => void times.refresh()} />;
  return (
    <>
      <div class="day-turn">
        <button
          type="button"
          class="turn"
          aria-label={before === undefined ? t('earlier_day') : `${t('earlier_day')}: ${dayInWords(before)}`}
          disabled={before === undefined}
          onClick={() => before !== undefined && chooseDay(before)}
        >
          <Icon name="back" />
        </button>
        <h2 class="day-turn__day" aria-live="polite">
          {dayOrNear(day, times.today())}
        </h2>
        <button
          type="button"
          class="turn"
          aria-label={after === undefined ? t('later_day') : `${t('later_day')}: ${dayInWords(after)}`}
          disabled={after === undefined}
          onClick={() => after !== undefined && chooseDay(after)}
        >
          <Icon name="forward" />
        </button>
      </div>
      {taken !== null ? (
        <section class="taken" role="alert">
          <h3 class="taken__title">{t('taken', { time: formatTime(taken, timeZone) })}</h3>
          {all.length > 0 && (
            <>
              <p>{t('taken_text')}</p>
              <ul class="times times--days">
                {nearestTimes(all, taken, ALTERNATIVES).map((slot) => (
                  <li key={slot.starts_at}>{button(slot, true)}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      ) : (
        problem !== null && (
          <p class="alert" role="alert">
            {sentenceFor(problem)}
          </p>
        )
      )}
      {slots[0] && <OfficeClock moment={slots[0].starts_at} office={office} timeZone={timeZone} />}
      {byPartOfDay(slots).map(({ part, slots: some }) => (
        <section key={part} class="part" aria-labelledby={`part-${part}`}>
          <h3 class="part__title" id={`part-${part}`}>
            {t(part)}
          </h3>
          <ul class="times">
            {some.map((slot) => (
              <li key={slot.starts_at}>{button(slot)}</li>
            ))}
          </ul>
        </section>
      ))}
      <p class="days__state" role="status">
        {byDay === null ? t('loading') : slots.length === 0 && t('no_times')}
      </p>
    </>
  );
}

function withKept(slots: readonly Slot[], day: string, kept: Slot | null): readonly Slot[] {
  if (kept === null || kept.local.slice(0, 10) !== day) return slots;
  if (slots.some(({ starts_at }) => starts_at === kept.starts_at)) return slots;
  return [...slots, kept].sort((one, other) => Date.parse(one.starts_at) - Date.parse(other.starts_at));
}
