import { useState } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { LineRow } from './line-row.tsx';
import type { Placed } from './next-person.ts';
import { queueStatusWords } from './queue-status.ts';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

type Tab = 'waiting' | 'parked' | 'missed' | 'elsewhere';

/** Everybody else: who waits, who is parked, who missed the call, who is at other counters. */
export function Line() {
  const { desk, sheet, may } = useWork();
  const view = desk.view.value;
  const [tab, setTab] = useState<Tab>('waiting');
  const [onlyQueue, setOnlyQueue] = useState<string | null>(null);
  const shown = view[tab].filter(({ board }) => onlyQueue === null || board.queue_id === onlyQueue);
  const tabs: [Tab, string][] = [
    ['waiting', t('tab_waiting')],
    ['parked', t('tab_parked')],
    ['missed', t('tab_missed')],
    ['elsewhere', t('tab_elsewhere')],
  ];

  return (
    <section class="line" aria-label={t('queue')}>
      <header class="line__head">
        <div class="tabs" role="tablist">
          {tabs.map(([name, words]) => (
            <button
              key={name}
              type="button"
              role="tab"
              class="tabs__tab"
              aria-selected={name === tab}
              onClick={() => setTab(name)}
            >
              {words} <bdi class="tabs__count number">{view[name].length}</bdi>
            </button>
          ))}
        </div>
        {may('entry.join') && (
          <Button class="line__add" onClick={() => (sheet.value = { kind: 'add' })}>
            <Icon name="add" /> <span class="line__add-words">{t('add_person')}</span>
          </Button>
        )}
      </header>
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
      {view.status !== 'connecting' && shown.length === 0 && <Empty title={emptyWords(tab)} />}
      <ol class="line__list">
        {shown.map((placed: Placed, index) => (
          <LineRow
            key={placed.entry.id}
            placed={placed}
            place={tab === 'waiting' && onlyQueue === null ? index + 1 : null}
            severalQueues={view.boards.length > 1 && onlyQueue === null}
          />
        ))}
      </ol>
    </section>
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
