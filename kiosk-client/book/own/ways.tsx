import { useState } from 'preact/hooks';
import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { serverNow } from '../../shared/clock.ts';
import { formatMoment, formatTime } from '../../shared/i18n/format.ts';
import { apiPath, screenPath } from '../../shared/page.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { sentenceFor } from '../say-problem.ts';
import { t } from '../texts.ts';
import { ArriveDialog } from './arrive-dialog.tsx';
import { CancelDialog } from './cancel-dialog.tsx';
import { Offer } from './offer.tsx';
import type { OwnBooking } from './own-booking.ts';
import { toMove } from './move.tsx';
import { TellPhone } from './tell-phone.tsx';

/** What can be done with it now, the likeliest first. */
export function Ways({ own, booking, old }: { own: OwnBooking; booking: Booking; old: boolean }) {
  const [open, setOpen] = useState<'arrive' | 'cancel' | null>(null);
  const { status, may, tracking_url } = booking;
  const comes = status === 'booked';
  const isToCome = ['booked', 'waitlisted', 'offered', 'arrived'].includes(status);
  const isOver = ['cancelled', 'expired', 'fulfilled', 'held', 'no_show'].includes(status);
  return (
    <div class="ways">
      {status === 'offered' && <Offer own={own} booking={booking} disabled={old} />}
      {status === 'checked_in' && tracking_url !== null && (
        <a class="button button--primary button--huge button--wide" href={tracking_url}>
          <span class="button__label">{t('to_queue')}</span>
        </a>
      )}
      {may.arrive && (
        <Button variant="primary" size="huge" wide disabled={old} onClick={() => setOpen('arrive')}>
          {status === 'arrived' ? t('have_code') : t('i_am_here')}
        </Button>
      )}
      {comes && <Next booking={booking} />}
      {comes && (
        <a class="button button--secondary button--wide" href={apiPath(`/bookings/${own.token}/calendar.ics`)} download>
          <span class="button__label">
            <Icon name="calendar" /> {t('to_calendar')}
          </span>
        </a>
      )}
      {may.move && (
        <Button wide disabled={old} onClick={toMove}>
          {t('move')}
        </Button>
      )}
      {(comes || status === 'waitlisted') && <Reminders own={own} booking={booking} disabled={old} />}
      {isToCome && <TellPhone token={own.token} booking={booking} disabled={old} />}
      {may.cancel && status !== 'held' && status !== 'offered' && (
        <Button wide variant="quiet" class="ways__cancel" disabled={old} onClick={() => setOpen('cancel')}>
          {status === 'waitlisted' ? t('leave_waitlist') : t('cancel')}
        </Button>
      )}
      {isOver && (
        <a
          class={`button button--${may.arrive ? 'secondary' : 'primary'} button--large button--wide`}
          href={screenPath('/book')}
        >
          <span class="button__label">{t('book_another')}</span>
        </a>
      )}
      <ArriveDialog own={own} booking={booking} open={open === 'arrive'} onClose={() => setOpen(null)} />
      <CancelDialog own={own} booking={booking} open={open === 'cancel'} onClose={() => setOpen(null)} />
    </div>
  );
}

/** What comes next, in the order in which it comes. */
function Next({ booking: { change_until, check_in_from, time_zone, may } }: { booking: Booking }) {
  const closed = change_until !== null && Date.parse(change_until) < serverNow();
  return (
    <ul class="next">
      {change_until !== null && (
        <li>{closed ? t('change_closed') : t('change_until', { moment: formatMoment(change_until, time_zone) })}</li>
      )}
      {check_in_from !== null && !may.arrive && (
        <li>{t('check_in_from', { time: formatTime(check_in_from, time_zone) })}</li>
      )}
      {may.arrive && <li>{t('check_in_now')}</li>}
    </ul>
  );
}

function Reminders({ own, booking, disabled }: { own: OwnBooking; booking: Booking; disabled: boolean }) {
  const { busy, ask } = useAsking();
  const change = (wanted: boolean) =>
    ask(async () => {
      try {
        await own.remind(wanted);
      } catch (problem) {
        toast(sentenceFor(problem), { tone: 'bad' });
      }
    });
  return (
    <label class="check check--card">
      <input
        type="checkbox"
        class="check__box"
        checked={booking.reminders}
        disabled={disabled || busy}
        onChange={({ currentTarget }) => void change(currentTarget.checked)}
      />
      <span>{t('reminders')}</span>
    </label>
  );
}
