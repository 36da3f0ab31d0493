import { useState } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Found } from './found.tsx';
import { LineHead, type Tab } from './line-head.tsx';
import { LineRow } from './line-row.tsx';
import { queueStatusWords } from './queue-status.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

/** Nobody reads three hundred rows, and a slow tablet would draw them anew with every call. Whoever is further back is searched for. */
const ROWS_AT_FIRST = 50;

/** Everybody else: who waits, who is parked, who missed the call, who is at other counters. */
export function Line() {
  const { search } = useWork();
  const [tab, setTab] = useState<Tab>('waiting');
  return (
    <section class={search.value === null ? 'line' : 'line line--searching'} aria-label={t('queue')}>
      <LineHead tab={tab} choose={setTab} />
      {search.value === null ? <People key={tab} tab={tab} /> : <Found wanted={search.value} />}
    </section>
  );
}

function People({ tab }: { tab: Tab }) {
  const { desk } = useWork();
  const view = desk.view.value;
  const [onlyQueue, setOnlyQueue] = useState<string | null>(null);
  const [rows, setRows] = useState(ROWS_AT_FIRST);
  const people = view[tab].filter(({ board }) => onlyQueue === null || board.queue_id === onlyQueue);

  return (
    <>
      {view.boards.length > 1 && (
        <div class="chips">
          <Chip
            words={t('all_queues')}
            count={view[tab].length}
            on={onlyQueue === null}
            choose={() => setOnlyQueue(null)}
          />
          {view.boards.map(({ queue_id, queue }) => (
            <Chip
              key={queue_id}
              words={queue.status === 'open' ? queue.name : `${queue.name} · ${queueStatusWords(queue.status)}`}
              count={view[tab].filter(({ board }) => board.queue_id === queue_id).length}
              on={onlyQueue === queue_id}
              choose={() => setOnlyQueue(queue_id)}
            />
          ))}
        </div>
      )}
      {view.boards.length === 1 && view.boards[0] && view.boards[0].queue.status !== 'open' && (
        <p class="line__status">
          <span class="mark mark--late">{queueStatusWords(view.boards[0].queue.status)}</span>{' '}
          {view.boards[0].queue.reason}
        </p>
      )}
      {view.status === 'connecting' && <p class="waiting-for-server">{t('one_moment')}</p>}
      {view.status !== 'connecting' && people.length === 0 && <Empty title={emptyWords(tab)} />}
      <ol class="line__list">
        {people.slice(0, rows).map((placed, index) => (
          <LineRow
            key={placed.entry.id}
            placed={placed}
            place={tab === 'waiting' && onlyQueue === null ? index + 1 : null}
            severalQueues={view.boards.length > 1 && onlyQueue === null}
          />
        ))}
      </ol>
      {people.length > rows && (
        <Button class="line__more" variant="quiet" onClick={() => setRows(rows + 2 * ROWS_AT_FIRST)}>
          {t('show_more', { count: people.length - rows })}
        </Button>
      )}
    </>
  );
}

function Chip({ words, count, on, choose }: { words: string; count: number; on: boolean; choose: () => void }) {
  return (
    <button type="button" class="chips__chip" aria-pressed={on} onClick={choose}>
      {words} <bdi class="number">{count}</bdi>
    </button>
  );
}

function emptyWords(tab: Tab): string {
  switch (tab) {
    case 'waiting':
      return t('nobody_waiting');
    case 'parked':
      return t('nobody_parked');
    case 'missed':
      return t('nobody_missed');
    case 'elsewhere':
      return t('nobody_elsewhere');
  }
}
