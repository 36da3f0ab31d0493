import { useState } from 'preact/hooks';
import type { Booked } from '../../../realtime/contract/resources/appointments.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { hasCode } from '../account/problem-at.ts';
import { api, newKey } from '../api.ts';
import { formatTime } from '../i18n/format.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, SelectField } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { useAsking } from '../use-asking.ts';
import { wishKey } from '../wish-key.ts';
import { servicesOf, useCalendar, type Wished } from './calendar-context.ts';
import { localOf } from './local-time.ts';
import { known, NOBODY, PersonFields } from './person-fields.tsx';
import { shortDay } from './short-day.ts';
import { t } from './texts.ts';
import { WhatFields } from './what-fields.tsx';
import { TimeField } from './time-field.tsx';

type Props = { at: Wished | null; day: string };

type Series = { series_id: string; booked: Booked[]; skipped: { starts_at: string; code: string }[] };

/** Where somebody else is, or nobody works: those who may, book there all the same. */
export const OVERRULED = ['slot_taken', 'slot_not_offered'];
const REPEATS = { weekly: 'FREQ=WEEKLY', fortnightly: 'FREQ=WEEKLY;INTERVAL=2', monthly: 'FREQ=MONTHLY' } as const;
type Repeat = keyof typeof REPEATS;

/** Somebody gets a time, or a series of them. */
export function BookDialog({ at, day: first }: Props) {
  const { catalogue, office, may, open, refresh } = useCalendar();
  const [providerId, setProviderId] = useState<string | null>(at?.providerId ?? null);
  const services = servicesOf(catalogue, providerId);
  const [serviceId, setServiceId] = useState(services[0]?.id ?? '');
  const service = services.find(({ id }) => id === serviceId) ?? services[0];
  const [day, setDay] = useState(at ? localOf(at.startsAt, office.time_zone).day : first);
  const [startsAt, setStartsAt] = useState<string | null>(at?.startsAt ?? null);
  const [person, setPerson] = useState(NOBODY);
  const [repeat, setRepeat] = useState<Repeat | null>(null);
  const [times, setTimes] = useState('6');
  const [key] = useState(newKey);
  const { busy, problem, ask } = useAsking();
  const close = () => open(null);

  function book({ overbook = false, skip = false } = {}): Promise<boolean> {
    const wish = {
      service_id: service?.id,
      office_id: office.id,
      provider_id: providerId,
      starts_at: startsAt,
      ...known(person),
    };
    return ask(async () => {
      if (repeat === null) {
        const body = { ...wish, ...(overbook && { overbook }) };
        const { appointment } = await api.post<Booked>('/appointments', body, { idempotencyKey: wishKey(key, body) });
        const time = formatTime(appointment.starts_at ?? 0, office.time_zone);
        toast(t('booked', { time, code: appointment.code }), { tone: 'good', seconds: 10 });
      } else {
        const rule = `${REPEATS[repeat]};COUNT=${times}`;
        const body = { ...wish, rule, ...(skip && { conflicts: 'skip' }) };
        const made = await api.post<Series>('/appointment-series', body, { idempotencyKey: wishKey(key, body) });
        const skipped = made.skipped.map(({ starts_at }) => shortDay(localOf(starts_at, office.time_zone).day));
        const words = t('booked_series', { count: made.booked.length });
        toast(skipped.length === 0 ? words : `${words} ${t('skipped', { days: skipped.join(', ') })}`, {
          tone: 'good',
          seconds: 10,
        });
      }
      await refresh();
      close();
    });
  }

  const overruled = OVERRULED.some((code) => hasCode(problem, code));
  return (
    <Dialog open wide title={t('book')} onClose={close}>
      {services.length === 0 ? (
        <p class="cal__problem">{t('no_service')}</p>
      ) : (
        <form
          class="cal-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (startsAt !== null) void book();
          }}
        >
          <div class="fields-beside">
            <WhatFields
              serviceId={service?.id ?? ''}
              providerId={providerId}
              onService={setServiceId}
              onProvider={setProviderId}
            />
          </div>
          <TimeField
            serviceId={service?.id ?? ''}
            providerId={providerId}
            day={day}
            onDay={setDay}
            startsAt={startsAt}
            onStart={setStartsAt}
          />
          <PersonFields person={person} problem={problem} onChange={setPerson} />
          <div class="fields-beside">
            <SelectField
              label={t('repeat')}
              value={repeat ?? ''}
              onChange={
                ({ currentTarget: { value } }) =>
                  setRepeat((Object.keys(REPEATS) as Repeat[]).find((one) => one === value) ?? null) // of a constant
              }
            >
              <option value="">{t('repeat_once')}</option>
              <option value="weekly">{t('repeat_weekly')}</option>
              <option value="fortnightly">{t('repeat_fortnightly')}</option>
              <option value="monthly">{t('repeat_monthly')}</option>
            </SelectField>
            {repeat !== null && (
              <Field
                type="number"
                label={t('repeat_times')}
                required
                min={2}
                max={52}
                dir="ltr"
                value={times}
                onInput={({ currentTarget }) => setTimes(currentTarget.value)}
              />
            )}
          </div>
          {problem !== null && (
            <div class="cal__problem" role="alert">
              <p>{refusalWords(problem)}</p>
              {overruled && repeat === null && !may('appointment.overbook') && <p>{t('overbook_ask')}</p>}
            </div>
          )}
          <div class="dialog__actions">
            {overruled && repeat === null && may('appointment.overbook') && (
              <Button busy={busy} onClick={() => void book({ overbook: true })}>
                {t('book_anyway')}
              </Button>
            )}
            {overruled && repeat !== null && (
              <Button busy={busy} onClick={() => void book({ skip: true })}>
                {t('book_others')}
              </Button>
            )}
            <Button variant="quiet" onClick={close}>
              {shared('cancel')}
            </Button>
            <Button type="submit" variant="primary" size="large" busy={busy} disabled={startsAt === null}>
              {t('book')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
