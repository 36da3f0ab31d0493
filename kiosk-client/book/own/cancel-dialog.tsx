import type { Booking } from '../../../realtime/contract/resources/appointments.ts';
import { formatDate, formatTime } from '../../shared/i18n/format.ts';
import { useAsking } from '../../shared/use-asking.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { sentenceFor } from '../say-problem.ts';
import { t } from '../texts.ts';
import type { OwnBooking } from './own-booking.ts';

type Props = { own: OwnBooking; booking: Booking; open: boolean; onClose: () => void };

/** Whether somebody means it: another one may have the time a moment later. */
export function CancelDialog({ own, booking: { starts_at, time_zone, status }, open, onClose }: Props) {
  const { busy, problem, ask } = useAsking();
  const yes = async () => {
    if (await ask(own.cancel)) onClose();
  };
  const waits = status === 'waitlisted';
  return (
    <Dialog
      open={open}
      title={waits ? t('leave_waitlist_title') : t('cancel_title')}
      onClose={onClose}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            {waits ? t('stay') : t('keep')}
          </Button>
          <Button variant="danger" size="large" busy={busy} onClick={() => void yes()}>
            {waits ? t('leave_waitlist') : t('cancel')}
          </Button>
        </>
      }
    >
      {starts_at !== null && (
        <p>{t('day_and_time', { day: formatDate(starts_at, time_zone), time: formatTime(starts_at, time_zone) })}</p>
      )}
      <p>{waits ? t('leave_waitlist_text') : t('cancel_text')}</p>
      {problem !== null && (
        <p class="alert" role="alert">
          {sentenceFor(problem)}
        </p>
      )}
    </Dialog>
  );
}
