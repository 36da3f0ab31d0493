import type { Queue } from '../../../realtime/contract/resources/queues.ts';
import { t } from '../texts.ts';
import { queueStatusWords } from '../queue-status.ts';

type Props = { queues: readonly Queue[]; chosen: readonly string[]; onChange: (ids: string[]) => void };

export function QueueTiles({ queues, chosen, onChange }: Props) {
  return (
    <fieldset class="choose__group">
      <legend class="choose__legend">{t('queues_called_here')}</legend>
      {queues.length === 0 && <p class="choose__none">{t('no_queues')}</p>}
      <div class="choose__queues">
        {queues.map(({ id, name, prefix, status }) => (
          <label key={id} class={chosen.includes(id) ? 'tile tile--row tile--on' : 'tile tile--row'}>
            <input
              type="checkbox"
              class="tile__input"
              checked={chosen.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            <bdi class="tile__prefix" dir="ltr">
              {prefix}
            </bdi>
            <span class="tile__name">{name}</span>
            {status !== 'open' && <span class="tile__note tile__note--warn">{queueStatusWords(status)}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
