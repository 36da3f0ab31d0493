import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import { languages } from '../shared/i18n/language.ts';
import { Button } from '../shared/ui/button.tsx';
import { t } from './texts.ts';
import { TileArrow } from './tile-arrow.tsx';
import { waitWords } from './wait-words.ts';

type Props = {
  queues: readonly Joinable[] | null;
  offline: boolean;
  /** The queue that is being joined at this moment. */
  joining: string | null;
  choose: (queueId: string) => void;
  home: () => void;
};

const AT_ONCE = 6;

export function ChooseService({ queues, offline, joining, choose, home }: Props) {
  const page = useSignal(0);
  const pages = Math.max(1, Math.ceil((queues?.length ?? 0) / AT_ONCE));
  const from = (page.value % pages) * AT_ONCE;
  const shown = queues?.slice(from, from + AT_ONCE) ?? [];
  return (
    <section class="choice">
      <h1 class="choice__title" tabIndex={-1}>
        {t('choose_service')}
      </h1>
      {queues !== null && queues.length === 0 && <p class="choice__note">{t('nothing_here')}</p>}
      {offline && <p class="choice__note">{t('offline')}</p>}
      <div class={`services services--${shown.length}`} aria-busy={queues === null && !offline}>
        {shown.map((queue) => (
          <Service key={queue.id} queue={queue} joining={joining} choose={choose} />
        ))}
      </div>
      <div class="choice__actions">
        {languages.value.length > 1 && (
          <Button size="huge" onClick={home} disabled={joining !== null}>
            {t('start_over')}
          </Button>
        )}
        {pages > 1 && (
          <Button size="huge" disabled={joining !== null} onClick={() => (page.value += 1)}>
            {t('more')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Service({
  queue,
  joining,
  choose,
}: {
  queue: Joinable;
  joining: string | null;
  choose: (queueId: string) => void;
}) {
  const open = queue.status !== 'closed';
  const busy = joining === queue.id;
  return (
    <button
      type="button"
      class={`service service--${queue.status}${busy ? ' service--busy' : ''}`}
      disabled={!open || joining !== null}
      aria-busy={busy}
      onClick={() => choose(queue.id)}
    >
      <span class="service__name">
        <bdi>{queue.name}</bdi>
      </span>
      <span class="service__state">
        {state(queue).map((words) => (
          <Fragment key={words}>
            <span class="service__part">{words}</span>{' '}
          </Fragment>
        ))}
      </span>
      {open && <TileArrow />}
      {busy && <span class="service__spinner" aria-hidden="true" />}
    </button>
  );
}

function state({ status, waiting, wait }: Joinable): string[] {
  if (status === 'closed') return [t('closed')];
  const words = [waiting === 0 ? t('nobody_waiting') : t('waiting', { count: waiting })];
  if (status === 'paused') words.push(t('paused'));
  else if (wait !== null && waiting > 0) words.push(waitWords(wait));
  return words;
}
