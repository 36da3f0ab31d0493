import { Button } from '../shared/ui/button.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Age, Countdown } from './ages.tsx';
import type { Placed } from './next-person.ts';
import { nowRoughly } from './now.ts';
import { offeredTo } from './offered-to.ts';
import { PersonMarks } from './person-marks.tsx';
import { t } from './texts.ts';
import { useWork } from './work-context.ts';

type Props = { placed: Placed; place: number | null; severalQueues: boolean };

export function LineRow({ placed, place, severalQueues }: Props) {
  const work = useWork();
  const { board, entry } = placed;
  const offered = offeredTo(work, placed);
  const cannot = work.desk.view.value.status !== 'live' || work.asked.value !== null;
  const late = entry.status === 'waiting' && nowRoughly.value > Date.parse(entry.due_at);

  return (
    <li class={late ? 'row row--late' : 'row'}>
      <button
        type="button"
        class="row__person"
        onClick={() => (work.sheet.value = { kind: 'person', entryId: entry.id, task: 'choose' })}
      >
        {place !== null && <bdi class="row__place number">{place}</bdi>}
        <TicketNumber class="row__number">{entry.ticket_number}</TicketNumber>
        <span class="row__words">
          <span class="row__name">{entry.patient_name ?? t('no_name')}</span>
          <span class="row__marks">
            <PersonMarks entry={entry} />
            {severalQueues && <span class="mark mark--queue">{board.queue.name}</span>}
            {entry.counter !== null && entry.status !== 'no_show' && <span class="mark">{entry.counter}</span>}
            {entry.note !== null && entry.note !== '' && <span class="row__note">{entry.note}</span>}
          </span>
        </span>
        <span class="row__age">
          <Age since={entry.status === 'waiting' ? entry.joined_at : entry.since} />
          {entry.status === 'no_show' && entry.until !== null && (
            <span class="row__until">
              {t('returns_within')} <Countdown until={entry.until} />
            </span>
          )}
        </span>
      </button>
      {entry.status === 'parked' && offered.includes('resume') && (
        <Button
          class="row__action"
          busy={work.asked.value?.name === `resume ${entry.id}` && work.asked.value.state === 'working'}
          disabled={cannot}
          onClick={() => void work.ask(work.wishes.resume(placed))}
        >
          {t('resume')}
        </Button>
      )}
      {entry.status === 'no_show' && offered.includes('return') && (
        <Button
          class="row__action"
          disabled={cannot}
          onClick={() => (work.sheet.value = { kind: 'person', entryId: entry.id, task: 'return' })}
        >
          {t('return')}
        </Button>
      )}
      {entry.status !== 'parked' && entry.status !== 'no_show' && (
        <span class="row__forward">
          <Icon name="forward" />
        </span>
      )}
    </li>
  );
}
