import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Permission } from '../../../models/vocabulary.ts';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { refusalWords } from '../account/refusal-words.ts';
import { serverNow } from '../clock.ts';
import { formatDate } from '../i18n/format.ts';
import { t as shared } from '../i18n/shared-texts.ts';
import { page } from '../page.ts';
import { recall, remember } from '../storage.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/empty.tsx';
import { BookDialog } from './book-dialog.tsx';
import { AppointmentSheet } from './appointment-sheet.tsx';
import './calendar.css';
import {
  CalendarContext,
  providersAt,
  readCatalogue,
  type CalendarWork,
  type Catalogue,
  type Over,
} from './calendar-context.ts';
import { columnOf, weekFrom } from './columns.ts';
import { DayGrid } from './day-grid.tsx';
import { DayList } from './day-list.tsx';
import { GroupSheet } from './group-sheet.tsx';
import { daysLater, localOf, mondayOf, momentOf } from './local-time.ts';
import { MoveDialog } from './move-dialog.tsx';
import { shortDay } from './short-day.ts';
import { t } from './texts.ts';
import { Toolbar, type View } from './toolbar.tsx';
import { useAppointments } from './use-appointments.ts';
import { Waitlist } from './waitlist.tsx';
import { WaitDialog } from './wait-dialog.tsx';

type Props = {
  may: (permission: Permission) => boolean;
  /** Where whoever opens it is. */
  officeId?: string;
};

/** Who comes when, of an office and of a provider. */
export function Calendar({ may, officeId }: Props) {
  const [catalogue, setCatalogue] = useState<Catalogue | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const load = () => {
    setProblem(null);
    return readCatalogue().then(setCatalogue, setProblem);
  };
  useEffect(() => void load(), []);

  if (problem !== null) {
    return (
      <Empty
        title={refusalWords(problem)}
        action={
          <Button variant="primary" onClick={() => void load()}>
            {shared('try_again')}
          </Button>
        }
      />
    );
  }
  if (!catalogue) return <p class="cal__loading">{t('one_moment')}</p>;
  const usual = chosen();
  const office = catalogue.offices.find(({ id }) => id === (officeId ?? usual.office)) ?? catalogue.offices[0];
  if (!office) return <Empty title={t('no_office')} />;
  return <OfOffice catalogue={catalogue} may={may} first={office.id} usual={usual} />;
}

type Usual = { office?: string; provider?: string; view?: View };

const STORED = () => `waitlessq:${page.organization.slug}:calendar`;

function chosen(): Usual {
  try {
    return JSON.parse(recall(STORED()) ?? '{}') as Usual; // only this file writes it
  } catch {
    return {};
  }
}

function OfOffice({
  catalogue,
  may,
  first,
  usual,
}: {
  catalogue: Catalogue;
  may: Props['may'];
  first: string;
  usual: Usual;
}) {
  const [officeId, setOfficeId] = useState(first);
  const office = catalogue.offices.find(({ id }) => id === officeId) ?? catalogue.offices[0];
  if (!office) throw new Error('an office that is not there');
  const providers = providersAt(catalogue, office.id);
  const zone = office.time_zone;
  const [view, setView] = useState<View>(usual.view ?? 'day');
  const [providerId, setProviderId] = useState<string | null>(usual.provider ?? null);
  const today = localOf(serverNow(), office.time_zone).day;
  const [day, setDay] = useState(today);
  const [over, setOver] = useState<Over | null>(null);
  useEffect(() => {
    remember(STORED(), JSON.stringify({ office: office.id, provider: providerId ?? undefined, view }));
  }, [office.id, providerId, view]);

  const one = providers.find(({ id }) => id === providerId) ?? null;
  const ofWeek = one ?? providers[0] ?? null;
  const isWeek = view === 'week';
  const [from, to] = isWeek ? [mondayOf(day), daysLater(mondayOf(day), 6)] : [day, day];
  const { data, problem, refresh } = useAppointments(questionOf(office.id, from, to, isWeek ? ofWeek?.id : one?.id));
  const [waiting, setWaiting] = useState(0);

  const columns = useMemo(() => {
    if (isWeek) {
      if (!ofWeek) return [];
      return weekFrom(from).map((date) => ({
        ...columnOf(catalogue, office.id, ofWeek.id, date),
        title: shortDay(date),
        about: null,
      }));
    }
    return (one ? [one] : providers).map(({ id, name, title }) => ({
      ...columnOf(catalogue, office.id, id, day),
      title: name,
      about: title,
    }));
  }, [catalogue, office, view, one, from, day]);

  const work: CalendarWork = {
    catalogue,
    office,
    may,
    open: setOver,
    refresh: async () => {
      setWaiting((count) => count + 1);
      await refresh();
    },
  };
  const shown = data?.filter(isShown) ?? [];

  function titleOf(): string {
    if (view === 'waitlist') return t('view_waitlist');
    if (isWeek) return t('week_of', { from: shortDay(from), to: shortDay(to) });
    return formatDate(momentOf({ day, minutes: 720 }, zone), zone);
  }

  return (
    <CalendarContext.Provider value={work}>
      <Toolbar
        view={view}
        onView={setView}
        day={day}
        today={today}
        onDay={setDay}
        officeId={office.id}
        onOffice={(id) => {
          setOfficeId(id);
          setProviderId(null);
        }}
        providers={providers}
        providerId={isWeek ? (ofWeek?.id ?? null) : (one?.id ?? null)}
        onProvider={setProviderId}
        title={titleOf()}
      />
      {problem !== null && (
        <p class="cal__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
      {view === 'waitlist' && <Waitlist turn={waiting} />}
      {view !== 'waitlist' && providers.length === 0 && <Empty title={t('no_provider')} />}
      {view !== 'waitlist' && providers.length > 0 && (
        <>
          {data === null && problem === null && <p class="cal__loading">{t('one_moment')}</p>}
          {data !== null && view === 'list' && <DayList appointments={shown} />}
          {data !== null && view !== 'list' && (
            <DayGrid key={`${view} ${office.id} ${columns.length}`} columns={columns} appointments={shown} />
          )}
        </>
      )}
      {over?.kind === 'appointment' && (
        <AppointmentSheet key={over.appointment.id} appointment={latestOf(over.appointment, data)} />
      )}
      {over?.kind === 'group' && <GroupSheet appointments={over.appointments} />}
      {over?.kind === 'move' && <MoveDialog key={over.appointment.id} appointment={over.appointment} to={over.to} />}
      {over?.kind === 'book' && <BookDialog at={over.at} day={day} />}
      {over?.kind === 'wait' && <WaitDialog />}
    </CalendarContext.Provider>
  );
}

/** Both days included, on the office's clock. */
function questionOf(officeId: string, from: string, to: string, providerId: string | undefined): string {
  const asked = new URLSearchParams({ office_id: officeId, from, to });
  if (providerId !== undefined) asked.set('provider_id', providerId);
  return asked.toString();
}

function isShown({ status, starts_at }: Appointment): boolean {
  return starts_at !== null && !['cancelled', 'rescheduled', 'expired', 'waitlisted'].includes(status);
}

function latestOf(appointment: Appointment, data: readonly Appointment[] | null): Appointment {
  return data?.find(({ id }) => id === appointment.id) ?? appointment;
}
