import { useEffect, useState } from 'preact/hooks';
import type { Appointment, BackfillFigures } from '../../../realtime/contract/resources/appointments.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { api } from '../api.ts';
import { formatMoment, formatNumber, formatTime } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { useCalendar } from './calendar-context.ts';
import { localOf } from './local-time.ts';
import { shortDay } from './short-day.ts';
import { spanWords } from './span-words.ts';
import { personWords, toneOf } from './status-words.ts';
import { t } from './texts.ts';

const AGAIN_MS = 10_000;

/** Who waits for what, and what freed times were worth. `turn` grows when something was done here. */
export function Waitlist({ turn }: { turn: number }) {
  const { office } = useCalendar();
  const [waiting, setWaiting] = useState<readonly Appointment[] | null>(null);
  const [figures, setFigures] = useState<BackfillFigures | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    let over = false;
    const read = async () => {
      try {
        const [list, sums] = await Promise.all([
          api.get<{ data: Appointment[] }>(`/waitlist?office_id=${office.id}&limit=100`),
          api.get<BackfillFigures>(`/waitlist/figures?office_id=${office.id}`),
        ]);
        if (over) return;
        setWaiting(list.data);
        setFigures(sums);
        setProblem(null);
      } catch (refused) {
        if (!over) setProblem(refused);
      }
    };
    void read();
    const timer = setInterval(() => void (document.visibilityState === 'visible' && read()), AGAIN_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [office.id, turn]);

  return (
    <>
      {problem !== null && (
        <p class="cal__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {figures && (
        <dl class="cal-figures">
          <Figure value={formatNumber(figures.waiting)} words={t('figure_waiting')} />
          <Figure value={formatNumber(figures.offers_open)} words={t('figure_offers')} />
          <Figure value={formatNumber(figures.backfilled)} words={t('figure_backfilled')} />
          <Figure value={spanWords(figures.minutes_recovered)} words={t('figure_recovered')} />
        </dl>
      )}
      {waiting !== null && waiting.length === 0 && <Empty title={t('nobody_waits')} />}
      <ol class="comers">
        {waiting?.map((appointment) => (
          <Row key={appointment.id} appointment={appointment} />
        ))}
      </ol>
    </>
  );
}

function Figure({ value, words }: { value: string; words: string }) {
  return (
    <div class="cal-figure">
      <dt>{words}</dt>
      <dd class="number">{value}</dd>
    </div>
  );
}

function Row({ appointment }: { appointment: Appointment }) {
  const { may, open } = useCalendar();
  const { wanted, starts_at: startsAt, expires_at: until, time_zone: zone } = appointment;
  return (
    <li class="comer">
      <button type="button" class="comer__open" onClick={() => open({ kind: 'appointment', appointment })}>
        <span class="comer__words">
          <span class="comer__name">{personWords(appointment)}</span>
          <span class="comer__what">
            {[appointment.service, appointment.provider ?? t('any_provider')].join(' · ')}
            {wanted && ` · ${wishWords(wanted)}`}
          </span>
          <span class="comer__what">{t('since', { time: formatMoment(appointment.created_at, zone) })}</span>
        </span>
        {appointment.status === 'offered' && startsAt !== null && (
          <span class={`cal-state cal-state--${toneOf(appointment)}`}>
            {t('offered_time', {
              time: `${shortDay(localOf(startsAt, zone).day)} ${formatTime(startsAt, zone)}`,
              until: until === null ? '' : formatTime(until, zone),
            })}
          </span>
        )}
      </button>
      {may('appointment.change') && appointment.status === 'waitlisted' && (
        <Button onClick={() => open({ kind: 'appointment', appointment })}>{t('open')}</Button>
      )}
    </li>
  );
}

function wishWords({ from, until, from_time, until_time }: NonNullable<Appointment['wanted']>): string {
  const days = from === until ? shortDay(from) : `${shortDay(from)} – ${shortDay(until)}`;
  return from_time === null && until_time === null ? days : `${days}, ${from_time ?? ''}–${until_time ?? ''}`;
}
