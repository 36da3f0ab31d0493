import { useEffect } from 'preact/hooks';
import { LANES } from '../../../models/vocabulary.ts';
import { formatTime } from '../../shared/i18n/format.ts';
import { Button } from '../../shared/ui/button.tsx';
import { TargetMark } from '../ages.tsx';
import type { Placed } from '../next-person.ts';
import { offeredTo } from '../offered-to.ts';
import type { StaffMove } from '../offered-moves.ts';
import { PersonMarks } from '../person-marks.tsx';
import { t } from '../texts.ts';
import { useWork, type PersonTask } from '../work-context.ts';
import { CallThisOne } from './call-this-one.tsx';
import { CancelStay } from './cancel-stay.tsx';
import { MovePerson } from './move-person.tsx';
import { ReturnPerson } from './return-person.tsx';
import { Sheet } from './sheet.tsx';
import { Transfer } from './transfer.tsx';
import { WhyThisOne } from './why-this-one.tsx';

/** One person: who it is, and what may be done. Follows the board while it is open, and closes when the person has gone. */
export function PersonSheet({ entryId, task }: { entryId: string; task: PersonTask }) {
  const { desk, sheet } = useWork();
  const { waiting, parked, missed, elsewhere, present } = desk.view.value;
  const placed = [present, ...waiting, ...parked, ...missed, ...elsewhere].find((one) => one?.entry.id === entryId);

  useEffect(() => {
    if (!placed) sheet.value = null;
  }, [placed === undefined]);
  if (!placed) return null;

  return (
    <Sheet title={titleOf(task, placed)}>
      {task !== 'why' && <Summary placed={placed} />}
      <Task task={task} placed={placed} />
    </Sheet>
  );
}

function Task({ task, placed }: { task: PersonTask; placed: Placed }) {
  switch (task) {
    case 'choose':
      return <Moves placed={placed} />;
    case 'call':
      return <CallThisOne placed={placed} />;
    case 'transfer':
      return <Transfer placed={placed} />;
    case 'move':
      return <MovePerson placed={placed} />;
    case 'cancel':
      return <CancelStay placed={placed} />;
    case 'return':
      return <ReturnPerson placed={placed} />;
    case 'why':
      return <WhyThisOne entryId={placed.entry.id} />;
  }
}

function titleOf(task: PersonTask, { entry }: Placed): string {
  const number = entry.ticket_number;
  switch (task) {
    case 'choose':
      return number;
    case 'call':
      return t('call_this_one', { number });
    case 'transfer':
      return t('transfer_person', { number });
    case 'move':
      return t('move_person', { number });
    case 'cancel':
      return t('cancel_person', { number });
    case 'return':
      return t('return_person', { number });
    case 'why':
      return t('why_person', { number });
  }
}

function Summary({ placed: { entry, board } }: { placed: Placed }) {
  const zone = board.queue.time_zone;
  return (
    <div class="summary">
      <p class="summary__name">{entry.patient_name ?? t('no_name')}</p>
      <p class="summary__marks">
        <PersonMarks entry={entry} />
        <span class="mark">{board.queue.name}</span>
        {entry.status === 'waiting' && <TargetMark dueAt={entry.due_at} />}
      </p>
      {entry.note !== null && entry.note !== '' && <p class="summary__note">{entry.note}</p>}
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

/** Moves that ask for more words first. */
const ASKING_FIRST: Partial<Record<StaffMove, PersonTask>> = {
  call: 'call',
  transfer: 'transfer',
  move: 'move',
  cancel: 'cancel',
  return: 'return',
};

function Moves({ placed }: { placed: Placed }) {
  const work = useWork();
  const { sheet, ask, asked, wishes, desk } = work;
  const { entry } = placed;
  const cannot = desk.view.value.status !== 'live' || asked.value !== null;
  const offered = offeredTo(work, placed);
  const go = (task: PersonTask) => (sheet.value = { kind: 'person', entryId: entry.id, task });

  async function run(move: StaffMove): Promise<void> {
    const task = ASKING_FIRST[move];
    if (task) return void go(task);
    const done = await askFor(move);
    if (done) sheet.value = null;
  }

  async function askFor(move: StaffMove): Promise<boolean> {
    switch (move) {
      case 'serve':
        return ask(wishes.serve(placed));
      case 'recall':
        return ask(wishes.recall(placed));
      case 'no_show':
        return ask(wishes.noShow(placed));
      case 'park':
        return ask(wishes.park(placed));
      case 'resume':
        return ask(wishes.resume(placed));
      case 'finish':
        if (placed.board.queue.outcome_required) {
          sheet.value = { kind: 'outcome', andNext: false };
          return false;
        }
        return ask(wishes.finish(placed, null));
      case 'call':
      case 'transfer':
      case 'move':
      case 'cancel':
      case 'return':
        return false;
    }
  }

  return (
    <div class="moves">
      {offered.map((move) => (
        <Button
          key={move}
          wide
          size="large"
          class={move === 'cancel' ? 'moves__cancel' : ''}
          busy={asked.value?.state === 'working' && asked.value.name.split(' ')[0] === move}
          disabled={cannot}
          onClick={() => void run(move)}
        >
          {moveWords(move, placed)}
        </Button>
      ))}
      {entry.call_seq !== null && (
        <Button wide size="large" variant="quiet" onClick={() => go('why')}>
          {t('why_this_one')}
        </Button>
      )}
      {offered.length === 0 && entry.counter !== null && (
        <p class="moves__none">{t('at_other_counter', { counter: entry.counter })}</p>
      )}
    </div>
  );
}

function moveWords(move: StaffMove, { entry }: Placed): string {
  switch (move) {
    case 'call':
      return t('call_out_of_turn');
    case 'serve':
      return t('start');
    case 'recall':
      return t('recall');
    case 'no_show':
      return t('no_show');
    case 'finish':
      return t('finish');
    case 'resume':
      return t('resume');
    case 'park':
      return t('park');
    case 'transfer':
      return t('transfer');
    case 'return':
      return entry.status === 'called' ? t('back_to_queue') : t('return');
    case 'move':
      return entry.lane === LANES.urgent ? t('move_among_urgent') : t('move');
    case 'cancel':
      return t('cancel_stay');
  }
}
