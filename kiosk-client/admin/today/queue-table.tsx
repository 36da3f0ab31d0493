import type { Office } from '../../../realtime/contract/resources/offices.ts';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import type { TodayFigures } from '../../../realtime/contract/resources/today.ts';
import { t } from '../texts.ts';
import { QueueRow } from './queue-row.tsx';
import type { Boards } from './use-boards.ts';

type Props = {
  offices: readonly { office: Office; queues: readonly Queue[] }[];
  boards: Boards;
  day: TodayFigures | null;
  now: number;
  mayOpen: boolean;
};

/** One line for each queue, so that twenty of them fit on a desk and the eye may run down a column. */
export function QueueTable({ offices, boards, day, now, mayOpen }: Props) {
  const columns = [
    t('figure_waiting'),
    t('figure_longest'),
    t('figure_typical'),
    t('figure_most'),
    t('figure_served'),
    t('figure_missed'),
    t('figure_counters'),
  ];
  return (
    <table class="list day-table">
      <thead>
        <tr>
          <th scope="col">{t('queue')}</th>
          {columns.map((words) => (
            <th key={words} scope="col" class="day-table__number">
              {words}
            </th>
          ))}
          {mayOpen && (
            <th scope="col">
              <span class="unseen">{t('open_or_close')}</span>
            </th>
          )}
        </tr>
      </thead>
      {offices.map(({ office, queues }) => (
        <tbody key={office.id}>
          {offices.length > 1 && (
            <tr class="day-table__office">
              <th scope="rowgroup" colSpan={columns.length + (mayOpen ? 2 : 1)}>
                {office.name}
              </th>
            </tr>
          )}
          {queues.map((queue) => (
            <QueueRow
              key={queue.id}
              queue={queue}
              board={boards.get(queue.id)?.board ?? null}
              isLive={boards.get(queue.id)?.status === 'live'}
              day={day?.queues.find(({ queue_id }) => queue_id === queue.id)}
              labels={columns}
              now={now}
              mayOpen={mayOpen}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}
