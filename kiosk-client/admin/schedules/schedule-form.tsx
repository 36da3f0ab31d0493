import { useState } from 'preact/hooks';
import type { HoursException } from '../../../models/rules/working-hours.ts';
import type { Schedule } from '../../../realtime/contract/resources/schedules.ts';
import type { Service } from '../../../realtime/contract/resources/services.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api, newKey } from '../../shared/api.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { Field } from '../../shared/ui/field.tsx';
import { toast } from '../../shared/ui/toast.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { wishKey } from '../../shared/wish-key.ts';
import { addressOf } from '../address.ts';
import { t as admin } from '../texts.ts';
import { countTimes, nextMonday } from './count-times.ts';
import { dayWords } from './day-words.ts';
import { t } from './texts.ts';
import { hoursOf, weekOf, wrongIn } from './week.ts';
import { WeekEditor } from './week-editor.tsx';

type Props = {
  /** A new one has no id yet. */
  schedule: Pick<Schedule, 'provider_id' | 'office_id' | 'effective_from' | 'effective_until' | 'hours'> &
    Partial<Pick<Schedule, 'id' | 'revision'>>;
  today: string;
  /** What is offered in these hours. */
  services: readonly Service[];
  exceptions: readonly HoursException[];
  mayChange: boolean;
  onDone: () => Promise<void>;
};

/** When somebody regularly works at an office, from a day on. */
export function ScheduleForm({ schedule, today, services, exceptions, mayChange, onDone }: Props) {
  const { id, revision, provider_id, office_id } = schedule;
  const [week, setWeek] = useState(() => weekOf(schedule.hours));
  const [from, setFrom] = useState(schedule.effective_from);
  const [until, setUntil] = useState(schedule.effective_until ?? '');
  const [removing, setRemoving] = useState(false);
  const [key] = useState(newKey);
  const { busy, problem, ask } = useAsking();
  const hours = hoursOf(week);
  const body = { effective_from: from, effective_until: until === '' ? null : until, hours };
  const untouched =
    id !== undefined &&
    JSON.stringify(body) === JSON.stringify({ ...body, ...pick(schedule), hours: hoursOf(weekOf(schedule.hours)) });
  const wrong = week.some((parts) => wrongIn(parts) !== null);

  function save(): Promise<boolean> {
    return ask(async () => {
      if (id === undefined) {
        const whole = { provider_id, office_id, ...body };
        await api.post('/schedules', whole, { idempotencyKey: wishKey(key, whole) });
      } else {
        await api.patch(`/schedules/${id}`, body, revision === undefined ? {} : { ifMatch: revision });
      }
      toast(admin('saved'), { tone: 'good', seconds: 4 });
      await onDone();
    });
  }

  return (
    <form
      class="card hours"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && hours.length > 0) void save();
      }}
    >
      <fieldset class="hours__all" disabled={!mayChange}>
        <legend class="hours__title">
          {from !== '' &&
            (until === ''
              ? t('from_on', { from: dayWords(from) })
              : t('between', { from: dayWords(from), until: dayWords(until) }))}
        </legend>
        <WeekEditor week={week} onChange={setWeek} />
        <div class="hours__days">
          <Field
            type="date"
            label={t('from')}
            required
            value={from}
            onInput={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <Field
            type="date"
            label={t('until')}
            hint={t('for_good')}
            min={from}
            value={until}
            onInput={({ currentTarget }) => setUntil(currentTarget.value)}
          />
        </div>
        <div class="hours__preview" role="status">
          <p class="hours__preview-title">{t('preview')}</p>
          {services.length === 0 && (
            <p>
              {t('no_services')} <a href={addressOf('providers', provider_id)}>{t('choose_services')}</a>
            </p>
          )}
          {services.map((service) => (
            <p key={service.id}>
              {t('preview_times', {
                service: service.name,
                count: wrong || from === '' ? 0 : countTimes(service, body, exceptions, nextMonday(today)),
              })}
            </p>
          ))}
        </div>
        {hours.length === 0 && <p class="form-notice form-notice--warn">{t('none_left')}</p>}
        {problem !== null && (
          <p class="form-notice form-notice--bad" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        {mayChange && (
          <div class="hours__foot">
            <Button
              type="submit"
              variant="primary"
              size="large"
              busy={busy}
              disabled={untouched || wrong || hours.length === 0}
            >
              {admin('save')}
            </Button>
            {id !== undefined && (
              <Button variant="quiet" onClick={() => setRemoving(true)}>
                {t('remove_hours')}
              </Button>
            )}
          </div>
        )}
      </fieldset>
      <Dialog
        open={removing}
        title={t('remove_question')}
        onClose={() => setRemoving(false)}
        actions={
          <>
            <Button
              variant="danger"
              size="large"
              busy={busy}
              onClick={() =>
                void ask(async () => {
                  await api.delete(`/schedules/${id}`);
                  await onDone();
                }).then(() => setRemoving(false))
              }
            >
              {t('remove_hours')}
            </Button>
            <Button variant="quiet" onClick={() => setRemoving(false)}>
              {admin('keep')}
            </Button>
          </>
        }
      >
        <p>{t('remove_text')}</p>
      </Dialog>
    </form>
  );
}

function pick({ effective_from, effective_until }: Props['schedule']) {
  return { effective_from, effective_until };
}
