import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Age, Countdown, TargetMark } from './ages.tsx';
import type { Placed } from './next-person.ts';
import { nowRoughly } from './now.ts';
import { offeredTo } from './offered-to.ts';
import { PersonMarks } from './person-marks.tsx';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

type Props = {
  placed: Placed;
  place: number | null;
  severalQueues: boolean;
  /** Among people of every kind the row says what this one is. */
  saysStatus?: boolean;
};

/** Nothing in here reads what is being asked: a press must not draw a long list again before the button shows that it works. */
export function LineRow({ placed, place, severalQueues, saysStatus = false }: Props) {
  const { sheet } = useWork();
  const { board, entry } = placed;
  const status = saysStatus ? statusWords(entry.status) : null;

  return (
    <li class="row">
      <button
        type="button"
        class="row__person"
        onClick={() => (sheet.value = { kind: 'person', entryId: entry.id, task: 'choose' })}
      >
        {place !== null && <bdi class="row__place number">{place}</bdi>}
        <TicketNumber class="row__number">{entry.ticket_number}</TicketNumber>
        <span class="row__words">
          <span class="row__name">{entry.patient_name ?? t('no_name')}</span>
          <span class="row__marks">
            {status !== null && <span class="mark">{status}</span>}
            <PersonMarks entry={entry} />
            {severalQueues && <span class="mark mark--queue">{board.queue.name}</span>}
            {entry.counter !== null && entry.status !== 'no_show' && <span class="mark">{entry.counter}</span>}
            {entry.note !== null && entry.note !== '' && (
              <span class="row__note" dir="auto">
                {entry.note}
              </span>
            )}
          </span>
        </span>
        <Waited placed={placed} />
      </button>
      {(entry.status === 'parked' || entry.status === 'no_show') && <RowAction placed={placed} />}
      {entry.status !== 'parked' && entry.status !== 'no_show' && (
        <span class="row__forward">
          <Icon name="forward" />
        </span>
      )}
    </li>
  );
}

function Waited({ placed: { entry } }: { placed: Placed }) {
  const late = entry.status === 'waiting' && nowRoughly.value > Date.parse(entry.due_at);
  return (
    <span class={late ? 'row__age row__age--late' : 'row__age'}>
      <Age since={entry.status === 'waiting' ? entry.joined_at : entry.since} />
      {entry.status === 'waiting' && (
        <span class="row__until">
          <TargetMark dueAt={entry.due_at} />
        </span>
      )}
      {entry.status === 'no_show' && entry.until !== null && (
        <span class="row__until">
          {t('returns_within')} <Countdown until={entry.until} />
        </span>
      )}
    </span>
  );
}

/** The way back into the day, by one tap. Where else somebody may go stands behind the row. */
function RowAction({ placed }: { placed: Placed }) {
  const work = useWork();
  const { asked, ask, wishes, desk } = work;
  const { entry } = placed;
  const move = entry.status === 'parked' ? 'resume' : 'return';
  if (!offeredTo(work, placed).includes(move)) return null;
  const wish = move === 'resume' ? wishes.resume(placed) : wishes.returnToQueue(placed, 'fair');
  return (
    <Button
      class="row__action"
      busy={asked.value?.name === wish.name && asked.value.state === 'working'}
      disabled={desk.view.value.status !== 'live' || (asked.value !== null && asked.value.name !== wish.name)}
      onClick={() => void ask<unknown>(wish)}
    >
      {t(move)}
    </Button>
  );
}

function statusWords(status: Placed['entry']['status']): string | null {
  switch (status) {
    case 'parked':
      return t('tab_parked');
    case 'no_show':
      return t('tab_missed');
    case 'called':
      return t('called');
    case 'serving':
      return t('serving');
    case 'waiting':
      return null;
  }
}
