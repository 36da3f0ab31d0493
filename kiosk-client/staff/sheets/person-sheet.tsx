import { useEffect } from 'preact/hooks';
import { formatTime } from '../../shared/i18n/format.ts';
import { TargetMark } from '../ages.tsx';
import { everybody } from '../desk-view.ts';
import type { Placed } from '../next-person.ts';
import { PersonMarks } from '../person-marks.tsx';
import { t } from '../texts.ts';
import { useWork, type PersonTask } from '../work-context.ts';
import { Moves } from './moves.tsx';
import { MovePerson } from './move-person.tsx';
import { NotePerson } from './note-person.tsx';
import { Sheet } from './sheet.tsx';
import { Transfer } from './transfer.tsx';
import { WhyThisOne } from './why-this-one.tsx';

/** One person: who it is, and what may be done. Follows the board while it is open, and closes when the person has gone. */
export function PersonSheet({ entryId, task }: { entryId: string; task: PersonTask }) {
  const { desk, sheet } = useWork();
  const placed = everybody(desk.view.value).find(({ entry }) => entry.id === entryId);

  useEffect(() => {
    if (!placed) sheet.value = null;
  }, [placed === undefined]);
  if (!placed) return null;

  return (
    <Sheet title={titleOf(task, placed)} wide={task === 'choose'}>
      {task !== 'why' && <Summary placed={placed} withNote={task !== 'note'} />}
      <Task task={task} placed={placed} />
    </Sheet>
  );
}

function Task({ task, placed }: { task: PersonTask; placed: Placed }) {
  switch (task) {
    case 'choose':
      return <Moves placed={placed} />;
    case 'note':
      return <NotePerson placed={placed} />;
    case 'transfer':
      return <Transfer placed={placed} />;
    case 'move':
      return <MovePerson placed={placed} />;
    case 'why':
      return <WhyThisOne entryId={placed.entry.id} />;
  }
}

function titleOf(task: PersonTask, { entry }: Placed): string {
  const number = entry.ticket_number;
  switch (task) {
    case 'choose':
      return number;
    case 'note':
      return t('note_person', { number });
    case 'transfer':
      return t('transfer_person', { number });
    case 'move':
      return t('move_person', { number });
    case 'why':
      return t('why_person', { number });
  }
}

function Summary({ placed: { entry, board }, withNote }: { placed: Placed; withNote: boolean }) {
  const zone = board.queue.time_zone;
  return (
    <div class="summary">
      <p class="summary__name">{entry.patient_name ?? t('no_name')}</p>
      <p class="summary__marks">
        <PersonMarks entry={entry} />
        <span class="mark">{board.queue.name}</span>
        {entry.status === 'waiting' && <TargetMark dueAt={entry.due_at} />}
      </p>
      {withNote && entry.note !== null && entry.note !== '' && (
        <p class="summary__note" dir="auto">
          {entry.note}
        </p>
      )}
      <p class="summary__facts">
        {t('joined_at', { time: formatTime(entry.joined_at, zone) })}
        {entry.status === 'waiting' && <> · {t('due_at', { time: formatTime(entry.due_at, zone) })}</>}
        {entry.phone !== null && (
          <>
            {' · '}
            <a href={`tel:${entry.phone}`}>
              <bdi dir="ltr">{entry.phone}</bdi>
            </a>
          </>
        )}
      </p>
    </div>
  );
}
