import type { StaffBoard } from '../../../realtime/contract/board.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import type { DayFigures } from '../../../realtime/contract/resources/today.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { api } from '../../shared/api.ts';
import { formatNumber } from '../../shared/i18n/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { queueFigures } from './queue-figures.ts';
import { minutesWords, waitWords } from './time-words.ts';

type Props = {
  queue: Queue;
  board: StaffBoard | null;
  isLive: boolean;
  day: DayFigures | undefined;
  /** Of the columns, for where they are not above. */
  labels: readonly string[];
  now: number;
  mayOpen: boolean;
};

export function QueueRow({ queue, board, isLive, day, labels, now, mayOpen }: Props) {
  const figures = board && queueFigures(board, now);
  const count = (number: number | undefined) => (number === undefined ? '–' : formatNumber(number));
  const cells = [
    <>
      <bdi class="day-table__waiting">{count(figures?.waiting)}</bdi>
      {figures !== null && figures.late > 0 && (
        <span class="day-table__late">{t('late', { count: figures.late })}</span>
      )}
    </>,
    waitWords(figures?.longestWait),
    minutesWords(day?.wait_p50),
    minutesWords(day?.wait_p90),
    count(day?.served ?? 0),
    count(day?.no_shows ?? 0),
    count(figures?.countersOpen),
  ];
  const open = board?.queue.status === 'open';
  return (
    <tr class={board && !open ? 'day-table__row day-table__row--off' : 'day-table__row'}>
      <th scope="row">
        <span class="day-table__queue">
          <bdi class="day-table__prefix" dir="ltr">
            {queue.prefix}
          </bdi>
          <span>
            <span class="day-table__name">{queue.name}</span>
            {board && !open && (
              <span class="day-table__status">
                {queueStatusWords(board.queue.status)}
                {board.queue.reason !== null && ` · ${board.queue.reason}`}
              </span>
            )}
          </span>
        </span>
      </th>
      {cells.map((cell, index) => (
        <td key={labels[index]} data-label={labels[index]} class="day-table__number number">
          {cell}
        </td>
      ))}
      {mayOpen && (
        <td class="list__actions day-table__actions">{isLive && board && <Opening id={queue.id} open={open} />}</td>
      )}
    </tr>
  );
}

/** Open in the morning, close in the evening. The line changes when the board says so. */
function Opening({ id, open }: { id: string; open: boolean }) {
  const asking = useAsking();
  const path = `/queues/${id}/opening`;
  return (
    <>
      <Button
        variant={open ? 'quiet' : 'primary'}
        busy={asking.busy}
        onClick={() => void asking.ask(() => (open ? api.delete<void>(path) : api.put<void>(path)))}
      >
        {open ? t('close_queue') : t('open_queue')}
      </Button>
      {asking.problem !== null && (
        <p class="day-table__problem" role="alert">
          {refusalWords(asking.problem)}
        </p>
      )}
    </>
  );
}
