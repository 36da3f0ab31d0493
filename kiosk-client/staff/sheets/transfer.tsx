import { useEffect, useState } from 'preact/hooks';
import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { listAll } from '../../shared/list-all.ts';
import type { Placed } from '../next-person.ts';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Choices } from './choices.tsx';
import { SheetForm } from './sheet.tsx';

/** The person goes on in another queue, with the same number. Queues of the same office come first. */
export function Transfer({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const [queues, setQueues] = useState<Queue[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [queueId, setQueueId] = useState<string | null>(null);
  const [placement, setPlacement] = useState<'first' | 'last' | 'keep'>('keep');
  const { queue_id: from, queue } = placed.board;

  useEffect(() => {
    listAll<Queue>('/queues').then(setQueues, setProblem);
  }, []);

  if (problem !== null) return <p class="notice notice--bad">{refusalWords(problem)}</p>;
  if (queues === null) return <p class="waiting-for-server">{t('one_moment')}</p>;

  const targets = queues
    .filter(({ id, active }) => active && id !== from)
    .sort(
      (a, b) =>
        Number(b.office_id === queue.office_id) - Number(a.office_id === queue.office_id) ||
        a.name.localeCompare(b.name),
    );
  if (targets.length === 0) return <p>{t('no_other_queue')}</p>;

  return (
    <SheetForm wish={queueId === null ? null : wishes.transfer(placed, queueId, placement)} words={t('transfer')}>
      <Choices
        label={t('to_queue')}
        value={queueId}
        onChange={setQueueId}
        options={targets.map(({ id, name, status }) => ({
          value: id,
          words: name,
          note: status === 'open' ? undefined : queueStatusWords(status),
          disabled: status === 'closed',
        }))}
      />
      <Choices
        label={t('where')}
        value={placement}
        onChange={setPlacement}
        options={[
          { value: 'keep', words: t('place_keep'), note: t('place_keep_note') },
          { value: 'first', words: t('place_first') },
          { value: 'last', words: t('place_last') },
        ]}
      />
    </SheetForm>
  );
}
