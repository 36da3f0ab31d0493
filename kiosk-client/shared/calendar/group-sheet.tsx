import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { formatTime } from '../i18n/format.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { useCalendar } from './calendar-context.ts';
import { personWords, statusWords, toneOf } from './status-words.ts';
import { t } from './texts.ts';

/** Everybody who begins together. */
export function GroupSheet({ appointments }: { appointments: readonly Appointment[] }) {
  const { open, may } = useCalendar();
  const [first] = appointments;
  if (!first) return null;
  const close = () => open(null);
  const { provider_id: providerId, starts_at: startsAt } = first;
  return (
    <Dialog
      open
      title={`${formatTime(startsAt ?? 0, first.time_zone)} ${first.service}`}
      onClose={close}
      actions={
        <>
          {may('appointment.book') &&
            appointments.length < first.capacity &&
            providerId !== null &&
            startsAt !== null && (
              <Button variant="primary" onClick={() => open({ kind: 'book', at: { providerId, startsAt } })}>
                {t('book')}
              </Button>
            )}
          <Button variant="quiet" onClick={close}>
            {shared('close')}
          </Button>
        </>
      }
    >
      <p class="appointment__soft">{t('group_of', { count: appointments.length, seats: first.capacity })}</p>
      <ul class="group">
        {appointments.map((appointment) => (
          <li key={appointment.id}>
            <button type="button" class="comer__open" onClick={() => open({ kind: 'appointment', appointment })}>
              <span class="comer__words comer__name">{personWords(appointment)}</span>
              <span class={`cal-state cal-state--${toneOf(appointment)}`}>{statusWords(appointment)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
