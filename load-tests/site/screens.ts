import exec from 'k6/execution';
import { setTimeout } from 'k6/timers';
import { counted } from '../live/counted.ts';
import { isSameBoard, type Board } from '../live/follower.ts';
import { Screen, type ScreenKind } from '../live/screen.ts';
import { read } from './ask.ts';
import { addressOf, organization, ORGANIZATIONS, type Organization } from './organizations.ts';
import { ADDRESSES, number } from './settings.ts';

/** Phones of each organization, beside its display and its staff. */
const PHONES = number('PHONES', 8, 3);
/** Seconds within which everybody comes, at the beginning. */
export const RAMP = number('RAMP', 10, 2);
/** k6's own workers that hold the screens; each holds those of many organizations. */
const WORKERS = Math.min(number('SCREEN_WORKERS', 8, 2), ORGANIZATIONS);
/** When nothing is sent any more, the last changes are on their way for at most this long. */
const QUIET_SECONDS = number('QUIET_SECONDS', 5, 2);

export const SCREENS = ORGANIZATIONS * (2 + PHONES);

/** Everything that listens, from the beginning until all have shown what the last command did. */
export const screens = (seconds: number) => ({
  executor: 'per-vu-iterations',
  exec: 'listen',
  vus: WORKERS,
  iterations: 1,
  maxDuration: `${RAMP + seconds + QUIET_SECONDS + 60}s`,
});

/** That nobody has lost, doubled or mixed up anything; and that there was something to lose. */
export const SCREEN_THRESHOLDS: Record<string, string[]> = {
  lines_connected: [`count>=${SCREENS}`],
  changes_applied: ['count>0'],
  called_twice: ['count==0'],
  foreign_changes: ['count==0'],
  boards_compared: [`count==${SCREENS}`],
  boards_differ: ['count==0'],
  // Always kept: k6 tells nothing of what never happened otherwise.
  gaps: ['count>=0'],
  behind_head: ['count>=0'],
  out_of_order: ['count>=0'],
};

export type Watching = {
  seconds: number;
  /** Milliseconds after the ramp at which every line is dropped, and within which they are back. */
  drops?: { at: readonly number[]; backWithin: number };
  tags?: () => Record<string, string>;
};

/** One worker's share of the organizations, each with a display, its staff and its phones. The work of a `screens` scenario. */
export function watchAll({ seconds, drops, tags }: Watching): void {
  const worker = exec.scenario.iterationInTest;
  const began = exec.scenario.startTime;
  const mine = Array.from({ length: ORGANIZATIONS }, (_, n) => n).filter((n) => n % WORKERS === worker);
  const wanted = mine.flatMap((n) => kindsOf(organization(n)).map((one) => ({ ...one, n })));
  const open: { n: number; token: string; screen: Screen }[] = [];
  const at = (ms: number, work: () => void) => setTimeout(work, Math.max(0, began + ms - Date.now()));

  wanted.forEach(({ n, kind, token }, order) => {
    at(((order + Math.random()) / wanted.length) * RAMP * 1_000, () => {
      const { slug, queue_id: queueId } = organization(n);
      const first = n + order;
      const screen = new Screen({
        ...{ kind, slug, queueId, token, first, from: addressOf(n), addresses: ADDRESSES },
        ...(tags && { tags }),
      });
      open.push({ n, token, screen });
    });
  });
  for (const ms of drops?.at ?? []) {
    at(RAMP * 1_000 + ms, () => open.forEach(({ screen }) => screen.drop(drops?.backWithin ?? 0)));
  }
  at((RAMP + seconds + QUIET_SECONDS) * 1_000, () => {
    for (const n of mine) compare(n, open);
    for (const { screen } of open) screen.stop();
  });
}

function kindsOf({ staff_token, display_token }: Organization): { kind: ScreenKind; token: string }[] {
  // A phone listens to the public board, whether its owner waits or passes by: the same stream.
  const phones = Array.from({ length: PHONES }, () => ({ kind: 'phone' as const, token: '' }));
  return [{ kind: 'display', token: display_token }, { kind: 'staff', token: staff_token }, ...phones];
}

/** Every screen beside what the service answers now. */
function compare(n: number, open: readonly { n: number; screen: Screen }[]): void {
  const { queue_id, display_token, staff_token } = organization(n);
  const own = open.filter((one) => one.n === n).map(({ screen }) => screen);
  const forAll = read<Board>(n, `/queues/${queue_id}/board`, display_token);
  const forStaff = read<Board>(n, `/queues/${queue_id}/board`, staff_token);
  for (const screen of own) {
    const board = screen.kind === 'staff' ? forStaff : forAll;
    if (board === null) continue;
    counted.compared.add(1);
    if (!isSameBoard(screen.board, board)) counted.differ.add(1, { kind: screen.kind });
  }
}
