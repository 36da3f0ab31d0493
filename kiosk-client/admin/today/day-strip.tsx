import type { TodayFigures } from '../../../realtime/contract/resources/today.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { t } from '../texts.ts';
import type { QueueFigures } from './queue-figures.ts';
import { minutesWords, waitWords } from './time-words.ts';

type Props = { now: readonly QueueFigures[]; day: TodayFigures | null };

/** The day in six figures: what is now, and how it has gone. */
export function DayStrip({ now, day }: Props) {
  const sum = (of: (figures: QueueFigures) => number) => now.reduce((total, figures) => total + of(figures), 0);
  const longest = now.reduce<number | null>(
    (most, { longestWait }) => (longestWait === null ? most : Math.max(most ?? 0, longestWait)),
    null,
  );
  const late = sum((figures) => figures.late);
  const open = sum(({ countersOpen }) => countersOpen);
  const paused = sum(({ countersPaused }) => countersPaused);
  return (
    <dl class="day-strip card">
      <Figure words={t('figure_waiting')} value={formatNumber(sum(({ waiting }) => waiting))} first>
        {late > 0 && <span class="day-strip__late">{t('late', { count: late })}</span>}
      </Figure>
      <Figure words={t('figure_longest')} value={waitWords(longest)} />
      <Figure words={t('figure_typical')} value={minutesWords(day?.all.wait_p50)} />
      <Figure words={t('figure_most')} value={minutesWords(day?.all.wait_p90)} />
      <Figure words={t('figure_missed')} value={day ? formatNumber(day.all.no_shows) : '–'} />
      <Figure words={t('figure_counters')} value={formatNumber(open)}>
        {paused > 0 && <span>{t('figure_paused', { count: paused })}</span>}
      </Figure>
    </dl>
  );
}

type FigureProps = { words: string; value: string; first?: boolean; children?: preact.ComponentChildren };

function Figure({ words, value, first = false, children }: FigureProps) {
  return (
    <div class={first ? 'day-strip__figure day-strip__figure--first' : 'day-strip__figure'}>
      <dt class="day-strip__words">{words}</dt>
      <dd class="day-strip__value number">
        {value}
        {children && <span class="day-strip__more">{children}</span>}
      </dd>
    </div>
  );
}
