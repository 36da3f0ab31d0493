import { useEffect, useState } from 'preact/hooks';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { serverNow } from '../../shared/clock.ts';
import { formatTime } from '../../shared/i18n/format.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { Button } from '../../shared/ui/button.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { sentenceFor } from '../say-problem.ts';
import { t } from '../texts.ts';
import type { OwnBooking } from './own-booking.ts';

/** A time that has become free: yes or no, while it is kept. */
export function Offer({ own, booking, disabled }: { own: OwnBooking; booking: Booking; disabled: boolean }) {
  const { expires_at, time_zone, may } = booking;
  const taking = useAsking();
  const refusing = useAsking();
  const left = useMinutesLeft(expires_at, () => void own.ask());
  const no = async () => {
    if (await refusing.ask(own.refuse)) toast(t('refused'), { tone: 'plain' });
  };
  const problem = taking.problem ?? refusing.problem;
  return (
    <section class="offer">
      {expires_at !== null && (
        <p class="offer__until" role="timer" aria-live="off">
          {t('answer_by', { time: formatTime(expires_at, time_zone) })} {/* Nobody counts the minutes of a night. */}
          {left <= 60 && (
            <span class="offer__left">{left < 1 ? t('less_than_minute') : t('minutes_left', { count: left })}</span>
          )}
        </p>
      )}
      {problem !== null && (
        <p class="alert" role="alert">
          {sentenceFor(problem)}
        </p>
      )}
      <Button
        variant="primary"
        size="huge"
        wide
        busy={taking.busy}
        disabled={disabled || !may.answer_offer || refusing.busy}
        onClick={() => void taking.ask(own.take)}
      >
        {t('take_it')}
      </Button>
      <Button
        wide
        busy={refusing.busy}
        disabled={disabled || !may.answer_offer || taking.busy}
        onClick={() => void no()}
      >
        {t('no_thanks')}
      </Button>
    </section>
  );
}

/** Whole minutes. At the end the server is asked what became of it. */
function useMinutesLeft(until: string | null, over: () => void): number {
  const left = () => (until === null ? 0 : Math.floor((Date.parse(until) - serverNow()) / 60_000));
  const [minutes, setMinutes] = useState(left);
  useEffect(() => {
    setMinutes(left());
    const timer = setInterval(() => setMinutes(left()), 1_000);
    const end = until === null ? undefined : setTimeout(over, Math.max(0, Date.parse(until) - serverNow()) + 500);
    return () => {
      clearInterval(timer);
      clearTimeout(end);
    };
  }, [until]);
  return minutes;
}
