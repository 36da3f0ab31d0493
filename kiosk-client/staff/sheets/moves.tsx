import { LANES } from '../../../models/vocabulary.ts';
import { Button } from '../../shared/ui/button.tsx';
import { waitingInOrder, type Placed } from '../next-person.ts';
import { offeredTo } from '../offered-to.ts';
import type { StaffMove } from '../offered-moves.ts';
import { useQueues } from '../queues-to-transfer.ts';
import { t } from '../texts.ts';
import { useWork, type PersonTask } from '../work-context.ts';
import { Picks, type Pick } from './picks.tsx';

/** So many of the nearest queues are one tap away; the others stand behind "more". */
const NEAREST = 4;
const REASON = 200;

/** Everything that may be done with this person now: what needs no words as a button, what needs a word as the words themselves. */
export function Moves({ placed }: { placed: Placed }) {
  const work = useWork();
  const { entry } = placed;
  const offered = offeredTo(work, placed);
  const go = (task: PersonTask) => (work.sheet.value = { kind: 'person', entryId: entry.id, task });
  const may = (move: StaffMove) => offered.includes(move);

  return (
    <div class="moves">
      {may('resume') && <Now move="resume" placed={placed} />}
      {may('no_show') && work.desk.view.value.present?.entry.id !== entry.id && <Now move="no_show" placed={placed} />}
      {may('call') && <CallNow placed={placed} />}
      {may('return') && <Return placed={placed} />}
      {may('move') && <Move placed={placed} onMore={() => go('move')} />}
      {may('transfer') && <TransferTo placed={placed} onMore={() => go('transfer')} />}
      {may('cancel') && <Cancel placed={placed} />}
      {offered.length === 0 && entry.counter !== null && (
        <p class="moves__none">{t('at_other_counter', { counter: entry.counter })}</p>
      )}
      <div class="moves__more">
        {work.may('entry.serve') && (
          <Button variant="quiet" onClick={() => go('note')}>
            {entry.note === null || entry.note === '' ? t('add_note') : t('change_note')}
          </Button>
        )}
        {entry.call_seq !== null && (
          <Button variant="quiet" onClick={() => go('why')}>
            {t('why_this_one')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Now({ move, placed }: { move: 'resume' | 'no_show'; placed: Placed }) {
  const { ask, asked, wishes, sheet, desk } = useWork();
  const wish = move === 'resume' ? wishes.resume(placed) : wishes.noShow(placed);
  const busy = asked.value?.name === wish.name && asked.value.state === 'working';
  const run = async () => {
    const here = sheet.value;
    if ((await ask<unknown>(wish)) && sheet.value === here) sheet.value = null;
  };
  return (
    <Button
      wide
      size="large"
      variant={move === 'resume' ? 'primary' : 'secondary'}
      busy={busy}
      disabled={!busy && (desk.view.value.status !== 'live' || asked.value?.state === 'working')}
      onClick={() => void run()}
    >
      {t(move)}
    </Button>
  );
}

/** Out of turn: the reason is kept and shown to whoever asks why. */
function CallNow({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const wish = (reason: string) => wishes.callThisOne(placed, reason);
  return (
    <Picks
      label={t('why_out_of_turn')}
      picks={[t('reason_unwell'), t('reason_appointment'), t('reason_quick'), t('reason_agreed')].map(withWish(wish))}
      other={{ longest: REASON, submit: t('call_now'), wish }}
    />
  );
}

function Return({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  return (
    <Picks
      label={t('back_to_queue')}
      picks={[
        { words: t('place_fair'), wish: wishes.returnToQueue(placed, 'fair') },
        { words: t('place_first'), wish: wishes.returnToQueue(placed, 'first') },
        { words: t('place_last'), wish: wishes.returnToQueue(placed, 'last') },
      ]}
    />
  );
}

/** Where people are moved to most, with the reason why; any other place and reason by another tap. */
function Move({ placed, onMore }: { placed: Placed; onMore: () => void }) {
  const { wishes } = useWork();
  const lane = waitingInOrder([placed.board]).filter(({ entry }) => entry.lane === placed.entry.lane);
  const all = waitingInOrder([placed.board]);
  const place = (one: Placed | undefined) => all.findIndex(({ entry }) => entry.id === one?.entry.id) + 1;
  const first = place(lane[0]);
  const last = place(lane[lane.length - 1]);
  const now = place(placed);
  const to = (position: number, where: string) => (reason: string) => ({
    words: `${where} · ${reason}`,
    wish: wishes.moveTo(placed, position, reason),
  });
  const picks = [
    ...(now > first ? [t('reason_unwell'), t('reason_agreed')].map(to(first, t('place_first'))) : []),
    ...(now < last ? [t('reason_back_soon')].map(to(last, t('place_last'))) : []),
  ];
  if (lane.length < 2) return null;
  return (
    <Picks
      label={placed.entry.lane === LANES.urgent ? t('move_among_urgent') : t('move')}
      picks={picks}
      more={{ words: t('other_place'), go: onMore }}
    />
  );
}

function TransferTo({ placed, onMore }: { placed: Placed; onMore: () => void }) {
  const { wishes } = useWork();
  const { queues } = useQueues(placed);
  if (queues === null || queues.length === 0) return null;
  const near = queues.filter(({ status }) => status !== 'closed').slice(0, NEAREST);
  return (
    <Picks
      label={t('transfer_to')}
      picks={near.map(({ id, name, elsewhere }) => ({
        words: name,
        note: elsewhere ?? undefined,
        wish: wishes.transfer(placed, id, 'keep'),
      }))}
      more={{ words: t('other_queue'), go: onMore }}
    />
  );
}

function Cancel({ placed }: { placed: Placed }) {
  const { wishes } = useWork();
  const wish = (reason: string) => wishes.cancel(placed, reason);
  return (
    <Picks
      danger
      label={t('cancel_because')}
      picks={[t('reason_gone'), t('reason_twice'), t('reason_wrong_queue'), t('reason_not_possible')].map(
        withWish(wish),
      )}
      other={{ longest: REASON, submit: t('cancel_stay'), wish }}
    />
  );
}

function withWish(wish: (reason: string) => Pick['wish']) {
  return (words: string): Pick => ({ words, wish: wish(words) });
}
