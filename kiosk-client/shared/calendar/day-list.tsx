import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { formatTime } from '../i18n/format.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { useAsking } from '../use-asking.ts';
import { mayCheckIn, checkIn } from './check-in.ts';
import { useCalendar } from './calendar-context.ts';
import { personWords, statusWords, toneOf } from './status-words.ts';
import { t } from './texts.ts';
import { useNow } from './use-now.ts';

/** Who comes on the day, in order; whoever is there is checked in by one tap. */
export function DayList({ appointments }: { appointments: readonly Appointment[] }) {
  useNow();
  const inOrder = [...appointments].sort((one, other) => ((one.starts_at ?? '') < (other.starts_at ?? '') ? -1 : 1));
  if (inOrder.length === 0) return <Empty title={t('nobody_comes')} />;
  return (
    <ol class="comers">
      {inOrder.map((appointment) => (
        <Row key={appointment.id} appointment={appointment} />
      ))}
    </ol>
  );
}

function Row({ appointment }: { appointment: Appointment }) {
  const { may, open, refresh } = useCalendar();
  const { busy, problem, ask } = useAsking();
  const tone = toneOf(appointment);
  return (
    <li class={`comer comer--${tone}`}>
      <button type="button" class="comer__open" onClick={() => open({ kind: 'appointment', appointment })}>
        <bdi class="comer__time number">{formatTime(appointment.starts_at ?? 0, appointment.time_zone)}</bdi>
        <span class="comer__words">
          <span class="comer__name">{personWords(appointment)}</span>
          <span class="comer__what">{[appointment.service, appointment.provider].filter(Boolean).join(' · ')}</span>
        </span>
        <span class={`cal-state cal-state--${tone}`}>{statusWords(appointment)}</span>
      </button>
      {may('appointment.check_in') && mayCheckIn(appointment) && (
        <Button busy={busy} onClick={() => void ask(() => checkIn(appointment).then(refresh))}>
          {t('check_in')}
        </Button>
      )}
      {problem !== null && (
        <p class="cal__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </li>
  );
}
