import { useState } from 'preact/hooks';
import type { SeriesScope } from '../../../models/vocabulary.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { hasCode } from '../account/problem-at.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { api } from '../api.ts';
import { formatTime } from '../i18n/format.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { SelectField } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { useAsking } from '../use-asking.ts';
import { OVERRULED } from './book-dialog.tsx';
import { providersAt, useCalendar, type Wished } from './calendar-context.ts';
import { localOf } from './local-time.ts';
import { ScopeChoice } from './scope-choice.tsx';
import { shortDay } from './short-day.ts';
import { personWords } from './status-words.ts';
import { t } from './texts.ts';
import { TimeField } from './time-field.tsx';

type Props = { appointment: Appointment; to: Wished | null };

/** Another time, dropped there or chosen here. Nothing moves until it is said, since the person is told of it. */
export function MoveDialog({ appointment, to }: Props) {
  const { catalogue, office, may, open, refresh } = useCalendar();
  const [providerId, setProviderId] = useState(to?.providerId ?? appointment.provider_id ?? '');
  const before = appointment.starts_at ?? '';
  const [startsAt, setStartsAt] = useState<string | null>(to?.startsAt ?? null);
  const [day, setDay] = useState(localOf(to?.startsAt ?? before, office.time_zone).day);
  const [scope, setScope] = useState<SeriesScope>('one');
  const { busy, problem, ask } = useAsking();
  const close = () => open(null);
  const when = (moment: string) =>
    `${shortDay(localOf(moment, office.time_zone).day)} ${formatTime(moment, office.time_zone)}`;

  function move(overbook: boolean): void {
    const body = {
      starts_at: startsAt,
      provider_id: providerId,
      ...(appointment.series_id !== null && { scope }),
      ...(overbook && { overbook }),
    };
    void ask(async () => {
      await api.put(`/appointments/${appointment.id}/slot`, body);
      toast(t('moved', { name: personWords(appointment), time: when(startsAt ?? before) }), { tone: 'good' });
      await refresh();
      close();
    });
  }

  const overruled = OVERRULED.some((code) => hasCode(problem, code));
  return (
    <Dialog open title={t('move_question', { name: personWords(appointment) })} onClose={close}>
      <form
        class="cal-form"
        onSubmit={(event) => {
          event.preventDefault();
          move(false);
        }}
      >
        <p class="appointment__soft">{t('move_from', { time: when(before), provider: appointment.provider ?? '' })}</p>
        <SelectField
          label={t('provider')}
          value={providerId}
          onChange={({ currentTarget }) => setProviderId(currentTarget.value)}
        >
          {providersAt(catalogue, office.id)
            .filter(({ id, service_ids }) => id === providerId || service_ids.includes(appointment.service_id))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        <TimeField
          serviceId={appointment.service_id}
          providerId={providerId}
          day={day}
          onDay={setDay}
          startsAt={startsAt}
          onStart={setStartsAt}
        />
        {appointment.series_id !== null && <ScopeChoice scope={scope} onChange={setScope} />}
        {problem !== null && (
          <div class="cal__problem" role="alert">
            <p>
              {refusalWords(problem)} {t('nothing_moved')}
            </p>
            {overruled && !may('appointment.overbook') && <p>{t('overbook_ask')}</p>}
          </div>
        )}
        <div class="dialog__actions">
          {overruled && may('appointment.overbook') && (
            <Button busy={busy} onClick={() => move(true)}>
              {t('move_anyway')}
            </Button>
          )}
          <Button variant="quiet" onClick={close}>
            {shared('cancel')}
          </Button>
          <Button type="submit" variant="primary" size="large" busy={busy} disabled={startsAt === null}>
            {t('move')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
