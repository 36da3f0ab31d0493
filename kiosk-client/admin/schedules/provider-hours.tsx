import { useState } from 'preact/hooks';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Icon } from '../../shared/ui/icon.tsx';
import { addressOf } from '../address.ts';
import { inUse, lists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { ExceptionForm } from './exception-form.tsx';
import { ExceptionList } from './exception-list.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { t } from './texts.ts';
import type { Timetable } from './timetable.ts';

type Props = {
  provider: Provider;
  timetable: Timetable;
  today: string;
  mayChange: boolean;
  onDone: () => Promise<void>;
};

/** One provider: regular hours at each office, and what differs from them. */
export function ProviderHours({ provider, timetable, today, mayChange, onDone }: Props) {
  const [adding, setAdding] = useState<'closed' | 'open' | null>(null);
  const own = timetable.exceptions.filter(
    ({ provider_id, until_on }) => provider_id === provider.id && until_on >= today,
  );
  return (
    <>
      <PageHead
        title={provider.name}
        {...(provider.title !== null && { about: provider.title })}
        back={{ href: addressOf('schedules'), words: t('hours') }}
      />
      {provider.offices.length === 0 && (
        <p class="form-notice">
          <a href={addressOf('providers', provider.id)}>{t('no_offices')}</a>
        </p>
      )}
      {provider.offices.map((office) => (
        <AtOffice
          key={office.id}
          provider={provider}
          office={office}
          timetable={timetable}
          today={today}
          mayChange={mayChange}
          onDone={onDone}
        />
      ))}
      <h2 class="hours__heading">{t('differ')}</h2>
      <p class="hours__about">{t('differ_about')}</p>
      <div class="card hours__differ">
        <ExceptionList exceptions={own} mayChange={mayChange} onDone={onDone} />
        {mayChange && (
          <div class="hours__foot">
            <Button onClick={() => setAdding('closed')}>{t('add_leave')}</Button>
            {provider.offices.length > 0 && <Button onClick={() => setAdding('open')}>{t('add_extra')}</Button>}
          </div>
        )}
      </div>
      {adding !== null && (
        <ExceptionForm
          title={adding === 'open' ? t('add_extra') : t('add_leave')}
          kind={adding}
          providerId={provider.id}
          offices={provider.offices}
          today={today}
          onClose={() => setAdding(null)}
          onDone={onDone}
        />
      )}
    </>
  );
}

function AtOffice({
  provider,
  office,
  timetable,
  today,
  mayChange,
  onDone,
}: Props & { office: { id: string; name: string } }) {
  const schedules = timetable.schedules
    .filter(({ provider_id, office_id }) => provider_id === provider.id && office_id === office.id)
    .filter(({ effective_until: until }) => until === null || until >= today)
    .sort((one, other) => (one.effective_from < other.effective_from ? -1 : 1));
  const [adding, setAdding] = useState(schedules.length === 0);
  const offered: readonly string[] = provider.service_ids;
  const common = {
    today,
    services: inUse(lists.value.services).filter(({ id }) => offered.includes(id)),
    exceptions: timetable.exceptions.filter(
      ({ provider_id, office_id }) =>
        (provider_id === provider.id && (office_id === null || office_id === office.id)) ||
        (provider_id === null && office_id === office.id),
    ),
    mayChange,
    onDone: async () => {
      await onDone();
      setAdding(false);
    },
  };
  return (
    <section class="hours__office" aria-label={office.name}>
      <h2 class="hours__heading">{office.name}</h2>
      {schedules.map((schedule) => (
        <ScheduleForm key={`${schedule.id} ${schedule.revision}`} schedule={schedule} {...common} />
      ))}
      {(adding || schedules.length === 0) && mayChange && (
        <ScheduleForm
          key="new"
          schedule={{
            provider_id: provider.id,
            office_id: office.id,
            effective_from: today,
            effective_until: null,
            hours: schedules[schedules.length - 1]?.hours ?? [],
          }}
          {...common}
        />
      )}
      {!adding && schedules.length > 0 && mayChange && (
        <Button onClick={() => setAdding(true)}>
          <Icon name="add" /> {t('add_hours')}
        </Button>
      )}
    </section>
  );
}
