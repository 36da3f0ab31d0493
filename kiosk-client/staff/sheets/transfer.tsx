import { useState } from 'preact/hooks';
import { refusalWords } from '../../shared/account/refusal-words.ts';
import { Field } from '../../shared/ui/field.tsx';
import type { Placed } from '../next-person.ts';
import { useQueues } from '../queues-to-transfer.ts';
import { queueStatusWords } from '../queue-status.ts';
import { t } from '../texts.ts';
import { useWork } from '../work-context.ts';
import { Choices } from './choices.tsx';
import { Picks } from './picks.tsx';

/** As many are seen at a glance; more are searched. */
const AT_A_GLANCE = 8;

/** The person goes on in another queue, with the same number. Queues of the same office come first. */
export function Transfer({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const { queues, problem } = useQueues(placed);
  const [placement, setPlacement] = useState<'first' | 'last' | 'keep'>('keep');
  const [wanted, setWanted] = useState('');

  if (queues === null && problem !== null) return <p class="notice notice--bad">{refusalWords(problem)}</p>;
  if (queues === null) return <p class="waiting-for-server">{t('one_moment')}</p>;
  if (queues.length === 0) return <p>{t('no_other_queue')}</p>;
  const found = queues.filter(({ name, prefix }) => says(`${name} ${prefix}`, wanted));

  return (
    <>
      <Choices
        label={t('where')}
        value={placement}
        onChange={setPlacement}
        options={[
          { value: 'keep', words: t('place_keep') },
          { value: 'first', words: t('place_first') },
          { value: 'last', words: t('place_last') },
        ]}
      />
      {queues.length > AT_A_GLANCE && (
        <Field
          label={t('find_queue')}
          type="search"
          autocomplete="off"
          value={wanted}
          onInput={({ currentTarget }: { currentTarget: HTMLInputElement }) => setWanted(currentTarget.value)}
        />
      )}
      {found.length === 0 && <p role="status">{t('no_such_queue')}</p>}
      <Picks
        label={t('to_queue')}
        picks={found.map(({ id, name, status, elsewhere }) => ({
          words: name,
          note:
            [elsewhere, status === 'open' ? null : queueStatusWords(status)].filter(Boolean).join(' · ') || undefined,
          off: status === 'closed',
          wish: wishes.transfer(placed, id, placement),
        }))}
      />
    </>
  );
}

function says(text: string, wanted: string): boolean {
  return plain(text).includes(plain(wanted));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
