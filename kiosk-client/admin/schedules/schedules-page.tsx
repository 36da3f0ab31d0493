import { useEffect, useState } from 'preact/hooks';
import type { Provider } from '../../../realtime/contract/resources/providers.ts';
import type { Schedule, ScheduleException } from '../../../realtime/contract/resources/schedules.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { localOf } from '../../shared/calendar/local-time.ts';
import { serverNow } from '../../shared/clock.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { listAll } from '../../shared/list-all.ts';
import { page } from '../../shared/page.ts';
import { addressOf } from '../address.ts';
import { allows } from '../allows.ts';
import { inUse, lists, readLists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { Loaded } from '../settings/loaded.tsx';
import { t as admin } from '../texts.ts';
import { OfficeHolidays } from './office-holidays.tsx';
import { ProviderHours } from './provider-hours.tsx';
import './schedules.css';
import { t } from './texts.ts';
import type { Timetable } from './timetable.ts';
import { minutesIn, weekOf } from './week.ts';

type Props = { item: string | null; user: User };

/** When appointments can be booked: everybody's hours, or those of one provider. */
export function SchedulesPage({ item, user }: Props) {
  const [timetable, setTimetable] = useState<Timetable | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const { offices, providers, services } = lists.value;

  async function load(): Promise<void> {
    setProblem(null);
    try {
      const [schedules, exceptions] = await Promise.all([
        listAll<Schedule>('/schedules'),
        listAll<ScheduleException>('/schedule-exceptions'),
        readLists(['offices', 'providers', 'services']),
      ]);
      setTimetable({ schedules: schedules.filter(isActive), exceptions: exceptions.filter(isActive) });
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => void load(), [item]);

  const today = localOf(serverNow(), page.organization.time_zone).day;
  const mayChange = allows(user, 'catalogue.change');
  const provider = providers?.find(({ id }) => id === item);
  return (
    <Loaded here={timetable !== null && !!offices && !!providers && !!services} problem={problem} again={load}>
      {timetable !== null &&
        (provider ? (
          <ProviderHours
            key={provider.id}
            provider={provider}
            timetable={timetable}
            today={today}
            mayChange={mayChange}
            onDone={load}
          />
        ) : (
          <Overview timetable={timetable} today={today} mayChange={mayChange} onDone={load} />
        ))}
    </Loaded>
  );
}

type OverviewProps = { timetable: Timetable; today: string; mayChange: boolean; onDone: () => Promise<void> };

function Overview({ timetable, today, mayChange, onDone }: OverviewProps) {
  const providers = inUse(lists.value.providers);
  return (
    <>
      <PageHead title={t('hours')} about={t('hours_about')} />
      {providers.length === 0 ? (
        <p class="form-notice">
          <a href={addressOf('providers', 'new')}>{admin('add_provider')}</a>
        </p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{admin('name')}</th>
              <th scope="col">{admin('offices')}</th>
              <th scope="col">{t('week')}</th>
            </tr>
          </thead>
          <tbody>
            {providers.map((provider) => (
              <tr key={provider.id} class="list__row">
                <th scope="row" class="list__name">
                  <a class="list__link" href={addressOf('schedules', provider.id)}>
                    {provider.name}
                  </a>
                </th>
                <td data-label={admin('offices')}>{provider.offices.map(({ name }) => name).join(', ') || '–'}</td>
                <td data-label={t('week')}>
                  <InAWeek provider={provider} schedules={timetable.schedules} today={today} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2 class="hours__heading">{t('holidays')}</h2>
      <p class="hours__about">{t('holidays_about')}</p>
      <div class="hours__offices">
        {inUse(lists.value.offices).map((office) => (
          <OfficeHolidays
            key={office.id}
            office={office}
            exceptions={timetable.exceptions.filter(
              ({ office_id, provider_id, until_on }) =>
                office_id === office.id && provider_id === null && until_on >= today,
            )}
            today={today}
            mayChange={mayChange}
            onDone={onDone}
          />
        ))}
      </div>
    </>
  );
}

function InAWeek({
  provider,
  schedules,
  today,
}: {
  provider: Provider;
  schedules: readonly Schedule[];
  today: string;
}) {
  const minutes = schedules
    .filter(({ provider_id, effective_from: from, effective_until: until }) => {
      return provider_id === provider.id && from <= today && (until === null || today <= until);
    })
    .reduce((sum, { hours }) => sum + minutesIn(weekOf(hours)), 0);
  if (minutes === 0) return <span class="state state--warn">{t('no_hours')}</span>;
  return <>{t('week_hours', { hours: formatNumber(Math.round(minutes / 6) / 10) })}</>;
}

function isActive({ active }: { active: boolean }): boolean {
  return active;
}
