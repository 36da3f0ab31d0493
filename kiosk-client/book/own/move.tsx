import { useMemo, useState } from 'preact/hooks';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import type { Slot } from '../../../realtime/contract/resources/booking.ts';
import { ApiProblem } from '../../shared/api.ts';
import { formatDate, formatTime } from '../../shared/i18n/format.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { ChooseDay } from '../choose-day.tsx';
import { ChooseTime } from '../choose-time.tsx';
import { Frame } from '../frame.tsx';
import { openFreeTimes } from '../free-times.ts';
import { OfficeClock } from '../office-clock.tsx';
import { sentenceFor } from '../say-problem.ts';
import { StepHeading } from '../step-heading.tsx';
import { t } from '../texts.ts';
import { goBack, goTo, here, stayAt } from '../trail.ts';
import type { OwnBooking } from './own-booking.ts';

type Props = { own: OwnBooking; booking: Booking };

export function toMove(): void {
  goTo('#move');
}

/** To another time with the same people: day, time, and whether it is meant. */
export function Move({ own, booking }: Props) {
  const { hash } = here.value;
  const { service_id, office_id, office, provider_id, time_zone, starts_at } = booking;
  const times = useMemo(
    () =>
      openFreeTimes(
        (from, to) =>
          `/providers/${provider_id}/slots?service_id=${service_id}&office_id=${office_id}&from=${from}&to=${to}`,
        time_zone,
      ),
    [provider_id, service_id, office_id, time_zone],
  );
  const [day, setDay] = useState<string | null>(null);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const step = slot !== null && hash === '#move-check' ? 'check' : day !== null && hash !== '#move' ? 'time' : 'day';

  const choose = (wanted: Slot) => {
    setDay(wanted.local.slice(0, 10));
    setSlot(wanted);
    setTaken(null);
    goTo('#move-check');
    return Promise.resolve();
  };

  return (
    <Frame
      way={
        <nav class="way" aria-label={t('move')}>
          <button
            type="button"
            class="way__back"
            onClick={() => (here.value.depth > 0 ? goBack() : stayAt(location.pathname))}
          >
            <Icon name="back" /> {t('back')}
          </button>
        </nav>
      }
      aside={null}
    >
      {step === 'day' && (
        <>
          <StepHeading title={t('move_day')}>
            {starts_at && t('now_at', { moment: whole(starts_at, time_zone) })}
          </StepHeading>
          <ChooseDay
            times={times}
            timeZone={time_zone}
            lastDay={null}
            chosen={day}
            choose={(wanted) => {
              setDay(wanted);
              goTo('#move-time');
            }}
            take={choose}
          />
        </>
      )}
      {step === 'time' && day !== null && (
        <>
          <StepHeading title={t('which_time')}>
            {starts_at && t('now_at', { moment: whole(starts_at, time_zone) })}
          </StepHeading>
          <ChooseTime
            times={times}
            day={day}
            office={office}
            timeZone={time_zone}
            kept={null}
            taken={taken}
            chooseDay={setDay}
            take={choose}
          />
        </>
      )}
      {step === 'check' && slot !== null && (
        <Check
          own={own}
          booking={booking}
          slot={slot}
          onTaken={() => {
            setTaken(slot.starts_at);
            void times.refresh();
            goBack();
          }}
        />
      )}
    </Frame>
  );
}

function Check({
  own,
  booking: { starts_at, time_zone, office },
  slot,
  onTaken,
}: Props & { slot: Slot; onTaken: () => void }) {
  const { busy, problem, ask } = useAsking();
  const move = () =>
    ask(async () => {
      try {
        await own.move(slot.starts_at);
        stayAt(location.pathname);
        toast(t('moved'), { tone: 'good' });
      } catch (refused) {
        if (!(refused instanceof ApiProblem) || refused.code !== 'slot_taken') throw refused;
        onTaken();
      }
    });
  return (
    <>
      <StepHeading title={t('move_title')} />
      <dl class="from-to">
        <div class="from-to__one from-to__one--old">
          <dt>{t('until_now')}</dt>
          <dd>{starts_at && whole(starts_at, time_zone)}</dd>
        </div>
        <div class="from-to__one">
          <dt>{t('from_now_on')}</dt>
          <dd>{whole(slot.starts_at, time_zone)}</dd>
        </div>
      </dl>
      <OfficeClock moment={slot.starts_at} office={office} timeZone={time_zone} />
      {problem !== null && (
        <p class="alert" role="alert">
          {sentenceFor(problem)}
        </p>
      )}
      <Button variant="primary" size="huge" wide busy={busy} onClick={() => void move()}>
        {t('move_yes')}
      </Button>
    </>
  );
}

function whole(moment: string, timeZone: string): string {
  return t('day_and_time', { day: formatDate(moment, timeZone), time: formatTime(moment, timeZone) });
}
