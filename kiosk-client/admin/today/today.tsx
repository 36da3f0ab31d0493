import { useEffect, useState } from 'preact/hooks';
import type { TodayFigures } from '../../../realtime/contract/resources/today.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { serverNow } from '../../shared/clock.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { openConnection } from '../../shared/live/connection.ts';
import { page } from '../../shared/page.ts';
import { renewSession, session } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ConnectionBadge } from '../../shared/ui/connection-badge.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { inUse, lists, readLists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { allows } from '../allows.ts';
import { t } from '../texts.ts';
import { DayStrip } from './day-strip.tsx';
import { DeviceStates } from './device-states.tsx';
import { FirstSteps } from './first-steps.tsx';
import { queueFigures } from './queue-figures.ts';
import { QueueTable } from './queue-table.tsx';
import { useBoards } from './use-boards.ts';
import './today.css';

const AGAIN_MS = 10_000;
const TICK_MS = 5_000;

/** How the day goes: six figures, a line for each queue, and the screens in words. */
export function Today({ user }: { user: User }) {
  const [problem, setProblem] = useState<unknown>(null);
  const [day, setDay] = useState<TodayFigures | null>(null);
  const now = useNow();
  const [connection] = useState(() =>
    openConnection({
      kind: 'staff',
      slug: page.organization.slug,
      token: () => session.value?.token ?? null,
      renew: renewSession,
    }),
  );
  useEffect(() => () => connection.close(), [connection]);

  async function load(): Promise<void> {
    try {
      const [figures] = await Promise.all([
        api.get<TodayFigures>('/organization/today'),
        readLists([
          'offices',
          'queues',
          'counters',
          'devices',
          ...(allows(user, 'user.read') ? (['users'] as const) : []),
        ]),
      ]);
      setDay(figures);
      setProblem(null);
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => {
    void load();
    // New queues, silent screens and the figures of the day are no board's news.
    const again = setInterval(() => void load(), AGAIN_MS);
    return () => clearInterval(again);
  }, []);

  const { offices, queues, counters, devices } = lists.value;
  const shown = inUse(offices)
    .map((office) => ({ office, queues: inUse(queues).filter(({ office_id }) => office_id === office.id) }))
    .filter((one) => one.queues.length > 0);
  const boards = useBoards(
    connection,
    shown.flatMap((one) => one.queues.map(({ id }) => id)),
  );

  if (!offices || !queues || !counters || !devices) {
    return problem === null ? (
      <p class="loading">{t('one_moment')}</p>
    ) : (
      <Empty
        title={refusalWords(problem)}
        action={
          <Button variant="primary" onClick={() => void load()}>
            {t('try_again')}
          </Button>
        }
      />
    );
  }

  const mayChange = allows(user, 'catalogue.change');
  const views = [...boards.values()];
  const dull = views.find(({ status }) => status !== 'live');
  const figures = views.flatMap(({ board }) => (board ? [queueFigures(board, now)] : []));
  const { time_zone: timeZone } = page.organization;
  return (
    <>
      <PageHead
        title={t('today')}
        about={formatDate(now, timeZone)}
        action={dull && <ConnectionBadge status={dull.status} asOf={dull.asOf} timeZone={timeZone} />}
      />
      {mayChange && <FirstSteps lists={lists.value} />}
      {shown.length === 0 && !mayChange && <Empty title={t('no_queues')} />}
      {shown.length > 0 && (
        <>
          <DayStrip now={figures} day={day} />
          <div class="today">
            <QueueTable offices={shown} boards={boards} day={day} now={now} mayOpen={allows(user, 'queue.open')} />
            <DeviceStates devices={devices} offices={offices} mayPair={allows(user, 'device.change')} />
          </div>
        </>
      )}
    </>
  );
}

function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = setInterval(() => setNow(serverNow()), TICK_MS);
    return () => clearInterval(tick);
  }, []);
  return now;
}
