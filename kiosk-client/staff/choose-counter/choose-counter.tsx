import { useEffect, useState } from 'preact/hooks';
import { may } from '../../../models/rules/permissions.ts';
import type { Counter } from '../../../realtime/contract/resources/counters.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import type { User } from '../../../realtime/contract/resources/users.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api, ApiProblem } from '../../shared/api.ts';
import { page, screenPath } from '../../shared/page.ts';
import { logout } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LanguagePicker } from '../../shared/ui/language-picker.tsx';
import { CALENDAR } from '../calendar/is-calendar-open.ts';
import type { Post } from '../desk.ts';
import { recallPost } from '../post.ts';
import { t } from '../texts.ts';
import { actorOf } from '../work-context.ts';
import { CounterTiles } from './counter-tiles.tsx';
import { QueueTiles } from './queue-tiles.tsx';
import { readWorkplace, type Workplace } from './workplace.ts';
import './choose-counter.css';

type Props = {
  user: User;
  /** Why one is here again. */
  notice: string | null;
  /** Go straight on where this device and this person still have a counter open. */
  goOn: boolean;
  onTaken: (post: Post) => void;
};

export function ChooseCounter({ user, notice, goOn, onTaken }: Props) {
  const [workplace, setWorkplace] = useState<Workplace | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  async function load(): Promise<void> {
    setProblem(null);
    try {
      const read = await readWorkplace();
      const open = goOn ? postStillOpen(read, user) : null;
      if (open) onTaken(open);
      else setWorkplace(read);
    } catch (refused) {
      setProblem(refused);
    }
  }
  useEffect(() => void load(), []);

  return (
    <main class="choose">
      <header class="choose__head">
        <div>
          <p class="choose__organization">{page.organization.name}</p>
          <h1 class="choose__title">{t('hello', { name: user.name })}</h1>
        </div>
        <div class="choose__account">
          <LanguagePicker />
          {may(actorOf(user), 'appointment.read') && (
            <a class="button button--quiet" href={CALENDAR}>
              {t('calendar')}
            </a>
          )}
          <Button variant="quiet" onClick={() => void logout()}>
            {t('sign_out')}
          </Button>
        </div>
      </header>
      {notice !== null && (
        <p class="notice" role="status">
          {notice}
        </p>
      )}
      {problem !== null && (
        <Empty
          title={refusalWords(problem)}
          action={
            <Button variant="primary" onClick={() => void load()}>
              {t('try_again')}
            </Button>
          }
        />
      )}
      {problem === null && workplace === null && <p class="waiting-for-server">{t('one_moment')}</p>}
      {workplace && <Choices workplace={workplace} user={user} onTaken={onTaken} onStale={() => void load()} />}
    </main>
  );
}

/** The session that this person began on this device and nobody ended. */
function postStillOpen({ counters }: Workplace, user: User): Post | null {
  const remembered = recallPost();
  const session = counters.find(({ id }) => id === remembered?.counterId)?.session;
  if (!remembered || session?.user_id !== user.id) return null;
  return { ...remembered, queueIds: session.queue_ids };
}

type ChoicesProps = { workplace: Workplace; user: User; onTaken: (post: Post) => void; onStale: () => void };

function Choices({ workplace, user, onTaken, onStale }: ChoicesProps) {
  const { offices, counters, queues } = workplace;
  const remembered = recallPost();
  const [officeId, setOfficeId] = useState(() => usualOffice(workplace, user, remembered));
  const here = { counters: counters.filter(isIn(officeId)), queues: queues.filter(isIn(officeId)) };
  const [counterId, setCounterId] = useState(() => usualCounter(here.counters, user, remembered));
  const [queueIds, setQueueIds] = useState<readonly string[]>(() => usualQueues(here, counterId, remembered));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const counter = here.counters.find(({ id }) => id === counterId);
  const chosenQueues = queueIds.filter((id) => here.queues.some((queue) => queue.id === id));
  const mayTakeOver = may(actorOf(user), 'counter.take_over');

  function chooseCounter(id: string): void {
    setCounterId(id);
    if (chosenQueues.length === 0) setQueueIds(usualQueues(here, id, remembered));
  }

  async function open(chosen: Counter): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      // A pause goes on: whoever comes back to a paused counter ends the pause there.
      const { session } = chosen;
      const paused =
        session?.state === 'paused' && session.user_id === user.id
          ? { state: 'paused', reason: session.reason ?? t('pause'), ...(session.until && { until: session.until }) }
          : { state: 'open' };
      await api.put(`/counters/${chosen.id}/session`, { queue_ids: chosenQueues, ...paused });
      onTaken({ counterId: chosen.id, counterName: chosen.name, officeId: chosen.office_id, queueIds: chosenQueues });
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
      if (refused instanceof ApiProblem && ['counter_in_use', 'not_found'].includes(refused.code)) onStale();
    }
  }

  if (!may(actorOf(user), 'counter.session')) {
    return (
      <Empty title={t('may_only_look')} action={<ToAdmin />}>
        {t('may_only_look_next')}
      </Empty>
    );
  }
  if (here.counters.length === 0 && offices.length < 2) {
    return (
      <Empty title={t('no_counters')} action={may(actorOf(user), 'catalogue.change') && <ToAdmin />}>
        {t('no_counters_next')}
      </Empty>
    );
  }

  return (
    <form
      class="choose__form"
      onSubmit={(event) => {
        event.preventDefault();
        if (counter) void open(counter);
      }}
    >
      {offices.length > 1 && (
        <fieldset class="choose__group">
          <legend class="choose__legend">{t('office')}</legend>
          <div class="choose__offices">
            {offices.map(({ id, name }) => (
              <label key={id} class={id === officeId ? 'tile tile--slim tile--on' : 'tile tile--slim'}>
                <input
                  type="radio"
                  name="office"
                  class="tile__input"
                  checked={id === officeId}
                  onChange={() => {
                    setOfficeId(id);
                    setCounterId(undefined);
                    setQueueIds([]);
                  }}
                />
                <span class="tile__name">{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <CounterTiles
        counters={here.counters}
        user={user}
        mayTakeOver={mayTakeOver}
        chosen={counterId}
        onChoose={chooseCounter}
      />
      <QueueTiles queues={here.queues} chosen={chosenQueues} onChange={setQueueIds} />
      <footer class="choose__foot">
        {problem !== null && (
          <p class="notice notice--bad" role="alert">
            {refusalWords(problem)}
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          size="huge"
          wide
          busy={busy}
          disabled={!counter || chosenQueues.length === 0}
        >
          {openWords(counter, chosenQueues)}
        </Button>
      </footer>
    </form>
  );
}

function ToAdmin() {
  return (
    <a class="button button--primary" href={screenPath('/admin')}>
      {t('to_admin')}
    </a>
  );
}

function isIn(officeId: string | undefined) {
  return (thing: { office_id: string }) => thing.office_id === officeId;
}

function openWords(counter: Counter | undefined, chosenQueues: readonly string[]): string {
  if (!counter) return t('choose_counter');
  if (chosenQueues.length === 0) return t('choose_queue');
  return t('open_counter', { counter: counter.name });
}

function usualOffice({ offices, counters }: Workplace, user: User, last: Post | null): string | undefined {
  const own = counters.find(({ session }) => session?.user_id === user.id)?.office_id;
  return (offices.find(({ id }) => id === (own ?? last?.officeId)) ?? offices[0])?.id;
}

/** The counter that this person has open already, else the one of this device, if nobody else is there. */
function usualCounter(here: readonly Counter[], user: User, last: Post | null): string | undefined {
  const own = here.find(({ session }) => session?.user_id === user.id);
  const lastHere = here.find(({ id, session }) => id === last?.counterId && session === null);
  return (own ?? lastHere)?.id;
}

/** What this counter calls from already, else what this device did last, else the only queue there is. */
function usualQueues(
  here: { counters: Counter[]; queues: Queue[] },
  counterId: string | undefined,
  last: Post | null,
): readonly string[] {
  const session = here.counters.find(({ id }) => id === counterId)?.session;
  if (session) return session.queue_ids;
  if (last && last.counterId === counterId) return last.queueIds;
  return here.queues.length === 1 ? here.queues.map(({ id }) => id) : [];
}
