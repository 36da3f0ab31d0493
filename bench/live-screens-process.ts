import { setTimeout as pause } from 'node:timers/promises';
import { isSameBoard } from '../load-tests/live/follower.ts';
import { LiveScreen } from './live-screen.ts';
import type { GroupTold, LiveScreensAnswer, LiveScreensOrder } from './live-screens.ts';

/** A process full of screens that does what `live-screens.ts` says. */
const screens: LiveScreen[] = [];
const back = new Map<string, number[]>();
const late = new Map<string, number[]>();

process.on('message', (order: LiveScreensOrder) => {
  void obey(order)
    .catch((error: unknown): LiveScreensAnswer => ({ kind: 'failed', why: String(error) }))
    .then((answer) => process.send?.(answer));
});
// Whoever sent for it has gone.
process.on('disconnect', () => process.exit());

async function obey(order: LiveScreensOrder): Promise<LiveScreensAnswer> {
  switch (order.do) {
    case 'open':
      await open(order.screens, order.perSecond);
      return { kind: 'told', groups: {}, versions: {} };
    case 'drop':
      for (const screen of screens) screen.drop();
      return { kind: 'told', groups: {}, versions: {} };
    case 'tell':
      return { kind: 'told', groups: groups(), versions: versions() };
    case 'compare': {
      const theirs = new Map(order.boards.map((board) => [board.queue_id, board]));
      const differ = screens.filter(({ board, options: { kind, queueId } }) => {
        if ((kind === 'staff') !== order.ofStaff) return false;
        const wanted = theirs.get(queueId);
        return wanted !== undefined && !isSameBoard(board, wanted);
      });
      return { kind: 'compared', differ: differ.length };
    }
  }
}

async function open(wanted: Extract<LiveScreensOrder, { do: 'open' }>['screens'], perSecond: number): Promise<void> {
  const began = performance.now();
  for (const [n, options] of wanted.entries()) {
    const due = began + (n * 1000) / perSecond;
    if (due > performance.now()) await pause(due - performance.now());
    const { group } = options;
    screens.push(
      new LiveScreen(options, {
        applied: (change, replayed) => {
          if (!replayed) noteIn(late, group, Date.now() - Date.parse(change.at));
        },
        current: (backMs) => {
          if (backMs !== null) noteIn(back, group, backMs);
        },
      }),
    );
  }
}

function noteIn(notes: Map<string, number[]>, group: string, value: number): void {
  const known = notes.get(group);
  if (known === undefined) notes.set(group, [value]);
  else known.push(value);
}

function groups(): Record<string, GroupTold> {
  const names = [...new Set(screens.map(({ options }) => options.group))];
  const told = names.map((name) => {
    const mine = screens.filter(({ options }) => options.group === name);
    const sum = (count: keyof LiveScreen['counts']) => mine.reduce((all, { counts }) => all + counts[count], 0);
    const group: GroupTold = {
      screens: mine.length,
      current: mine.filter(({ isCurrent }) => isCurrent).length,
      applied: sum('applied'),
      jumped: sum('jumped'),
      doubled: sum('doubled'),
      disordered: sum('disordered'),
      lost: sum('lost'),
      refused: sum('refused'),
      drained: sum('drained'),
      withoutLine: mine.map(({ withoutLine }) => withoutLine),
      back: back.get(name) ?? [],
      late: late.get(name) ?? [],
    };
    return [name, group] as const;
  });
  back.clear();
  late.clear();
  return Object.fromEntries(told);
}

/** The lowest that is shown, of each queue. */
function versions(): Record<string, number> {
  const lowest: Record<string, number> = {};
  for (const { board, options } of screens)
    lowest[options.queueId] = Math.min(lowest[options.queueId] ?? Infinity, board?.version ?? 0);
  return lowest;
}
