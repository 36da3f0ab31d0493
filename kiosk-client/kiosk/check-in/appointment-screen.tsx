import type { ComponentChildren } from 'preact';
import type { EntranceAppointment } from '../../../realtime/contract/resources/check-ins.ts';
import { formatDate, formatTime } from '../../shared/i18n/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { t } from '../texts.ts';
import { wrongWords } from './wrong-words.ts';
import './check-in.css';

type Props = {
  appointment: EntranceAppointment;
  checkingIn: boolean;
  wrong: string | null;
  confirm: () => void;
  back: () => void;
  home: () => void;
  timer: ComponentChildren;
};

/** Whether it is the right one; or why nobody is checked in for it here and now, and what to do instead. */
export function AppointmentScreen({ appointment, checkingIn, wrong, confirm, back, home, timer }: Props) {
  const isReady = appointment.state === 'ready';
  const { title, text } = wordsFor(appointment);
  return (
    <section class="check-in check-in--found">
      <div class="check-in__words">
        <h1 class="check-in__title" tabIndex={-1}>
          {title}
        </h1>
        <p class="check-in__hint">{text}</p>
      </div>
      <Card appointment={appointment} />
      {wrong !== null && (
        <p class="check-in__wrong" role="alert">
          {wrongWords(wrong, 'code')} {t('go_to_desk')}
        </p>
      )}
      <div class="check-in__actions">
        {isReady ? (
          <>
            <Button size="huge" disabled={checkingIn} onClick={back}>
              {t('not_mine')}
            </Button>
            <Button size="huge" variant="primary" busy={checkingIn} onClick={confirm}>
              {wrong === null ? t('check_in') : t('try_again')}
            </Button>
          </>
        ) : (
          <>
            <Button size="huge" onClick={back}>
              {t('another_code')}
            </Button>
            <Button size="huge" variant="primary" onClick={home}>
              {t('done')}
            </Button>
          </>
        )}
      </div>
      <div class="foot">{timer}</div>
    </section>
  );
}

function Card({ appointment }: { appointment: EntranceAppointment }) {
  const { state, starts_at, time_zone, service, provider, office, initial, ticket_number } = appointment;
  return (
    <div class={state === 'cancelled' || state === 'over' ? 'meeting meeting--gone' : 'meeting'}>
      <p class="meeting__when">
        <bdi class="meeting__time">{formatTime(starts_at, time_zone)}</bdi>
        <span class="meeting__day">{formatDate(starts_at, time_zone)}</span>
      </p>
      <div class="meeting__what">
        {service !== null && (
          <p class="meeting__service">
            <bdi>{service}</bdi>
          </p>
        )}
        {provider !== null && <p>{t('with_provider', { name: provider })}</p>}
        {state === 'another_office' && (
          <p>
            <bdi>{office}</bdi>
          </p>
        )}
        {initial !== null && <p class="meeting__for">{t('for_initial', { initial })}</p>}
        {ticket_number !== null && (
          <p class="meeting__number">
            {t('your_number')}{' '}
            <bdi dir="ltr" class="number">
              {ticket_number}
            </bdi>
          </p>
        )}
      </div>
    </div>
  );
}

function wordsFor({ state, starts_at, check_in_from, time_zone, office }: EntranceAppointment) {
  const day = formatDate(starts_at, time_zone);
  switch (state) {
    case 'ready':
      return { title: t('is_it_yours'), text: t('is_it_yours_text') };
    case 'too_early':
      return { title: t('too_early'), text: t('too_early_text', { time: formatTime(check_in_from, time_zone) }) };
    case 'another_day':
      return { title: t('another_day'), text: t('another_day_text', { day }) };
    case 'another_office':
      return { title: t('another_office'), text: t('another_office_text', { office }) };
    case 'elsewhere':
      return { title: t('elsewhere'), text: t('go_to_desk') };
    case 'checked_in':
      return { title: t('checked_in_already'), text: t('after_that') };
    case 'cancelled':
      return { title: t('was_cancelled'), text: t('was_cancelled_text') };
    case 'over':
      return { title: t('is_over'), text: t('was_cancelled_text') };
  }
}
