import { useSignal } from '@preact/signals';
import { Fragment, type ComponentChildren } from 'preact';
import type { Joinable } from '../../realtime/contract/resources/joinable.ts';
import { languages } from '../shared/i18n/language.ts';
import { Button } from '../shared/ui/button.tsx';
import { queueDescription, queueName, queueState, takesPeople } from './queue-words.ts';
import { CalendarSign } from './signs.tsx';
import { t } from './texts.ts';
import { TileArrow } from './tile-arrow.tsx';

type Props = {
  queues: readonly Joinable[] | null;
  /** The queue that is being joined at this moment. */
  joining: string | null;
  choose: (queueId: string) => void;
  /** Null where nobody comes by appointment. */
  appointment: (() => void) | null;
  home: () => void;
  timer: ComponentChildren;
};

/** Tiles that one looks at without searching; that of an appointment is one of them. */
const AT_ONCE = 6;

export function ChooseService({ queues, joining, choose, appointment, home, timer }: Props) {
  const page = useSignal(0);
  const many = appointment === null ? AT_ONCE : AT_ONCE - 1;
  const pages = Math.max(1, Math.ceil((queues?.length ?? 0) / many));
  const at = page.value % pages;
  const shown = inOrder(queues ?? []).slice(at * many, (at + 1) * many);
  const note = noteOn(queues);
  return (
    <section class="choice">
      <h1 class="choice__title" tabIndex={-1}>
        {t('choose_service')}
      </h1>
      {note !== null && <p class="choice__note">{note}</p>}
      {appointment !== null && (
        <button type="button" class="appointment-tile" disabled={joining !== null} onClick={appointment}>
          <CalendarSign />
          <span class="appointment-tile__words">
            <span class="appointment-tile__name">{t('have_appointment')}</span>
            <span class="appointment-tile__hint">{t('have_appointment_hint')}</span>
          </span>
          <TileArrow />
        </button>
      )}
      <div class={`services services--${shown.length}`} aria-busy={queues === null}>
        {shown.map((queue) => (
          <Service key={queue.id} queue={queue} joining={joining} choose={choose} />
        ))}
      </div>
      <div class="foot">
        {languages.value.length > 1 && (
          <Button size="huge" onClick={home} disabled={joining !== null}>
            {t('start_over')}
          </Button>
        )}
        {timer}
        {pages > 1 && (
          <Button size="huge" disabled={joining !== null} onClick={() => (page.value = at + 1)}>
            {at + 1 === pages ? t('back') : t('more')}{' '}
            <span class="foot__page">{t('page_of', { page: at + 1, pages })}</span>
          </Button>
        )}
      </div>
    </section>
  );
}

/** Where nobody is let in now stands last. */
function inOrder(queues: readonly Joinable[]): Joinable[] {
  return [...queues.filter(takesPeople), ...queues.filter((queue) => !takesPeople(queue))];
}

function noteOn(queues: readonly Joinable[] | null): string | null {
  if (queues === null) return null;
  if (queues.length === 0) return t('nothing_here');
  return queues.some(takesPeople) ? null : t('nothing_open');
}

type ServiceProps = { queue: Joinable; joining: string | null; choose: (queueId: string) => void };

function Service({ queue, joining, choose }: ServiceProps) {
  const open = takesPeople(queue);
  const busy = joining === queue.id;
  const description = queueDescription(queue);
  return (
    <button
      type="button"
      class={`service service--${open ? queue.status : 'closed'}${busy ? ' service--busy' : ''}`}
      disabled={!open || (joining !== null && !busy)}
      // Not `disabled`: that would take the focus away from the tile that was pressed.
      aria-disabled={busy || undefined}
      aria-busy={busy}
      onClick={() => !busy && choose(queue.id)}
    >
      <span class="service__name">
        <bdi>{queueName(queue)}</bdi>
      </span>
      {description !== '' && (
        <span class="service__description" dir="auto">
          {description}
        </span>
      )}
      <span class="service__state" role={busy ? 'status' : undefined}>
        {(busy ? [t('one_moment')] : queueState(queue)).map((words) => (
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
