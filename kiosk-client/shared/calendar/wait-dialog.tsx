import { useState } from 'preact/hooks';
import { refusalWords } from '../account/refusal-words.ts';
import { api, newKey } from '../api.ts';
import { serverNow } from '../clock.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toast.tsx';
import { useAsking } from '../use-asking.ts';
import { wishKey } from '../wish-key.ts';
import { servicesOf, useCalendar } from './calendar-context.ts';
import { daysLater, localOf } from './local-time.ts';
import { known, NOBODY, PersonFields } from './person-fields.tsx';
import { t } from './texts.ts';
import { WhatFields } from './what-fields.tsx';

/** So long one usually waits for a time. */
const USUAL_DAYS = 28;

/** Somebody waits for a time that somebody else gives back. */
export function WaitDialog() {
  const { catalogue, office, open, refresh } = useCalendar();
  const today = localOf(serverNow(), office.time_zone).day;
  const [providerId, setProviderId] = useState<string | null>(null);
  const services = servicesOf(catalogue, providerId);
  const [serviceId, setServiceId] = useState('');
  const [wish, setWish] = useState({ from: today, until: daysLater(today, USUAL_DAYS), fromTime: '', untilTime: '' });
  const [person, setPerson] = useState(NOBODY);
  const [key] = useState(newKey);
  const { busy, problem, ask } = useAsking();
  const close = () => open(null);
  const body = {
    service_id: services.find(({ id }) => id === serviceId)?.id ?? services[0]?.id,
    office_id: office.id,
    provider_id: providerId,
    wanted_from: wish.from,
    wanted_until: wish.until,
    wanted_from_time: wish.fromTime === '' ? null : wish.fromTime,
    wanted_until_time: wish.untilTime === '' ? null : wish.untilTime,
    ...known(person),
  };
  const input = (name: keyof typeof wish) => ({
    value: wish[name],
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) =>
      setWish({ ...wish, [name]: value }),
  });

  return (
    <Dialog open wide title={t('add_to_waitlist')} onClose={close}>
      <form
        class="cal-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask(async () => {
            await api.post('/waitlist', body, { idempotencyKey: wishKey(key, body) });
            toast(t('waits_now'), { tone: 'good' });
            await refresh();
            close();
          });
        }}
      >
        <div class="fields-beside">
          <WhatFields
            serviceId={body.service_id ?? ''}
            providerId={providerId}
            onService={setServiceId}
            onProvider={setProviderId}
          />
          <Field type="date" label={t('wanted_from')} required min={today} {...input('from')} />
          <Field type="date" label={t('wanted_until')} required min={wish.from} {...input('until')} />
          <Field type="time" label={t('wanted_from_time')} hint={t('any_time')} {...input('fromTime')} />
          <Field type="time" label={t('wanted_until_time')} hint={t('any_time')} {...input('untilTime')} />
        </div>
        <PersonFields person={person} problem={problem} onChange={setPerson} />
        {problem !== null && (
          <p class="cal__problem" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        <div class="dialog__actions">
          <Button variant="quiet" onClick={close}>
            {shared('cancel')}
          </Button>
          <Button type="submit" variant="primary" size="large" busy={busy} disabled={body.service_id === undefined}>
            {t('add_to_waitlist')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
