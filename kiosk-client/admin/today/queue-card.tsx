import { useState } from 'preact/hooks';
import type { StaffBoard } from '../../../realtime/contract/board.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import type { Connection } from '../../shared/live/connection.ts';
import { useBoard } from '../../shared/live/use-board.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ConnectionBadge } from '../../shared/ui/connection-badge.tsx';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { queueFigures } from './queue-figures.ts';

type Props = { connection: Connection; queue: Queue; now: number; mayOpen: boolean };

export function QueueCard({ connection, queue, now, mayOpen }: Props) {
  const { board, status, asOf } = useBoard<StaffBoard>(connection, queue.id).value;
  const figures = board && queueFigures(board, now);
  return (
    <article class={board?.queue.status === 'open' ? 'queue-card card' : 'queue-card queue-card--off card'}>
      <header class="queue-card__head">
        <h3 class="queue-card__name">
          <bdi class="queue-card__prefix" dir="ltr">
            {queue.prefix}
          </bdi>
          {queue.name}
        </h3>
        {board && board.queue.status !== 'open' && (
          <p class="queue-card__status">
            {queueStatusWords(board.queue.status)}
            {board.queue.reason !== null && ` · ${board.queue.reason}`}
          </p>
        )}
      </header>
      <p class="queue-card__waiting">
        <bdi class="queue-card__count number">{figures?.waiting ?? '–'}</bdi>
        <span class="queue-card__unit">{t('waiting')}</span>
      </p>
      <p class="queue-card__wait">
        {figures && figures.longestWait !== null && (
          <span>{t('longest', { time: waitWords(figures.longestWait) })}</span>
        )}
        {figures && figures.late > 0 && <span class="queue-card__late">{t('late', { count: figures.late })}</span>}
      </p>
      <dl class="queue-card__facts">
        <Fact words={t('called')} count={figures?.called} />
        <Fact words={t('serving')} count={figures?.serving} />
        <Fact words={t('counters_open')} count={figures?.countersOpen} />
      </dl>
      <footer class="queue-card__foot">
        {status === 'live' ? (
          mayOpen && board && <Opening board={board} />
        ) : (
          <ConnectionBadge status={status} asOf={asOf} timeZone={board?.queue.time_zone ?? 'UTC'} />
        )}
      </footer>
    </article>
  );
}

function Fact({ words, count }: { words: string; count: number | undefined }) {
  return (
    <div class="queue-card__fact">
      <dt>{words}</dt>
      <dd class="number">{count ?? '–'}</dd>
    </div>
  );
}

/** Open in the morning, close in the evening. The card changes when the board says so. */
function Opening({ board: { queue_id: id, queue } }: { board: StaffBoard }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  async function run(work: () => Promise<unknown>): Promise<void> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (refused) {
      setProblem(refused);
    }
    setBusy(false);
  }

  return (
    <>
      {queue.status === 'open' ? (
        <Button busy={busy} onClick={() => void run(() => api.delete(`/queues/${id}/opening`))}>
          {t('close_queue')}
        </Button>
      ) : (
        <Button variant="primary" busy={busy} onClick={() => void run(() => api.put(`/queues/${id}/opening`))}>
          {t('open_queue')}
        </Button>
      )}
      {problem !== null && (
        <p class="queue-card__problem" role="alert">
          {refusalWords(problem)}
        </p>
      )}
    </>
  );
}

function waitWords(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 60
    ? t('minutes', { minutes })
    : t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}
