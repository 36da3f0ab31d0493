import { useEffect, useState } from 'preact/hooks';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { serverNow } from '../../shared/clock.ts';
import { formatDate } from '../../shared/i18n/format.ts';
import { openConnection } from '../../shared/live/connection.ts';
import { page } from '../../shared/page.ts';
import { renewSession, session } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { inUse, lists, readLists } from '../lists.ts';
import { PageHead } from '../page-head.tsx';
import { allows } from '../allows.ts';
import { t } from '../texts.ts';
import { DeviceStates } from './device-states.tsx';
import { FirstSteps } from './first-steps.tsx';
import { QueueCard } from './queue-card.tsx';
import './today.css';

const AGAIN_MS = 30_000;
const TICK_MS = 5_000;

/** Every queue as it is now, and whether the screens are alive. */
export function Today({ user }: { user: User }) {
  const [problem, setProblem] = useState<unknown>(null);
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
      await readLists(['offices', 'queues', 'counters', 'devices']);
      setProblem(null);
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => {
    void load();
    // New queues and silent screens are no board's news.
    const again = setInterval(() => void load(), AGAIN_MS);
    return () => clearInterval(again);
  }, []);

  const { offices, queues, counters, devices } = lists.value;
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

  const withQueues = inUse(offices)
    .map((office) => ({ office, queues: inUse(queues).filter(({ office_id }) => office_id === office.id) }))
    .filter((one) => one.queues.length > 0);

  return (
    <>
      <PageHead title={t('today')} about={formatDate(now, page.organization.time_zone)} />
      {allows(user, 'catalogue.change') && <FirstSteps lists={lists.value} />}
      {withQueues.map(({ office, queues: here }) => (
        <section key={office.id} class="today__office">
          <h2 class="today__title">{office.name}</h2>
          <div class="today__queues">
            {here.map((queue) => (
              <QueueCard
                key={queue.id}
                connection={connection}
                queue={queue}
                now={now}
                mayOpen={allows(user, 'queue.open')}
              />
            ))}
          </div>
        </section>
      ))}
      {withQueues.length === 0 && !allows(user, 'catalogue.change') && <Empty title={t('no_queues')} />}
      <DeviceStates devices={devices} offices={offices} now={now} />
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
