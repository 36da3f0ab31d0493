import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { Tracked } from '../../realtime/contract/commands.ts';
import { api, ApiProblem } from '../shared/api.ts';
import { serverNow } from '../shared/clock.ts';
import { openConnection, type Connection } from '../shared/live/connection.ts';
import { watchBoard, type BoardStatus, type LiveBoard } from '../shared/live/use-board.ts';
import { page } from '../shared/page.ts';
import { placeIn } from './place.ts';
import { isOver, visitView, type VisitView } from './visit-view.ts';

export type Visit = {
  /** Null until the first answer. */
  view: ReadonlySignal<VisitView | null>;
  status: ReadonlySignal<BoardStatus>;
  asOf: ReadonlySignal<Date | null>;
  /** The link leads nowhere: mistyped, or the visit ended long ago. */
  unknown: ReadonlySignal<boolean>;
  /** After a transfer: the token of the visit that goes on elsewhere. */
  nextToken: ReadonlySignal<string | null>;
  arrive: () => Promise<void>;
  snooze: () => Promise<void>;
  leave: () => Promise<void>;
  close: () => void;
};

/** As long as sockets are blocked, and after no answer. */
const ASK_AGAIN_MS = 20_000;
const RETRY_MS = 4_000;

/** One visit by its tracking token: what the person's own link says, and the board that all share. */
export function openVisit(token: string): Visit {
  const path = `/track/${token}`;
  const tracked = signal<Tracked | null>(null);
  const answeredAt = signal<Date | null>(null);
  const answers = signal(false);
  const unknown = signal(false);
  const live = signal<LiveBoard<PublicBoard> | null>(null);
  const absentSince = signal<number | null>(null);
  let connection: Connection | null = null;
  let asking: Promise<void> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const board = computed(() => live.value?.value ?? null);
  const view = computed(
    () =>
      tracked.value &&
      visitView(tracked.value, board.value?.board ?? null, board.value?.waits ?? null, absentSince.value),
  );
  const over = computed(() => view.value !== null && view.value.settled && isOver(view.value.phase));

  /** Asks what the link says; however many want to know, once at a time. */
  function ask(): Promise<void> {
    asking ??= askNow().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function askNow(): Promise<void> {
    clearTimeout(timer);
    try {
      const answer = await api.get<Tracked>(path, { token });
      if (closed) return;
      answeredAt.value = new Date(serverNow());
      answers.value = true;
      tracked.value = answer;
      if (over.value) return;
      follow(answer.queue_id);
      if (view.value?.settled === false) askIn(RETRY_MS);
    } catch (problem) {
      if (closed) return;
      answers.value = false;
      if (problem instanceof ApiProblem && [401, 403, 404, 410].includes(problem.status)) unknown.value = true;
      else askIn(RETRY_MS);
    }
  }

  function askIn(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), delay);
  }

  function follow(queueId: string): void {
    if (connection !== null) return;
    connection = openConnection({ kind: 'patient', slug: page.organization.slug, token: () => token });
    live.value = watchBoard<PublicBoard>(connection, queueId, { poll: false });
  }

  /** The connection begins together with the board, so the board is what tells of it. */
  function isBlocked(): boolean {
    return live.value !== null && connection?.blocked.value === true;
  }

  const stops = [
    effect(() => {
      // The board loses sight of who is in a pause or has left; the person's own link does not.
      const shown = board.value?.board;
      const seq = tracked.value?.seq;
      if (!shown || seq === undefined) return;
      const present = placeIn(shown, seq) !== null;
      if (present) absentSince.value = null;
      else absentSince.value = absentSince.peek() ?? shown.version;
    }),
    effect(() => {
      if (view.value?.settled === false) void untracked(ask);
    }),
    effect(() => {
      if (over.value) close();
    }),
    effect(() => {
      if (!isBlocked()) return;
      const interval = setInterval(() => void ask(), ASK_AGAIN_MS);
      void untracked(ask);
      return () => clearInterval(interval);
    }),
  ];
  const onSight = (): void => {
    // Sleeping pages have sleeping timers; a socket looks after itself.
    if (document.visibilityState === 'visible' && untracked(isBlocked)) void ask();
  };
  document.addEventListener('visibilitychange', onSight);
  void ask();

  function close(): void {
    closed = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSight);
    live.peek()?.stop();
    connection?.close();
  }

  async function act(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } finally {
      // Also after a no: what was possible a moment ago is not, and the screen should say why.
      asking = null;
      await ask();
    }
  }

  return {
    view,
    unknown,
    status: computed(() => {
      if (over.value || (isBlocked() && answers.value)) return 'live';
      return board.value?.status ?? 'connecting';
    }),
    asOf: computed(() => later(board.value?.asOf ?? null, answeredAt.value)),
    nextToken: computed(() => tracked.value?.next_token ?? null),
    arrive: () => act(api.post(`${path}/arrival`, undefined, { token })),
    snooze: () => act(api.post(`${path}/snooze`, undefined, { token })),
    leave: () => act(api.delete(path, undefined, { token })),
    close: () => {
      stops.forEach((stop) => stop());
      close();
    },
  };
}

function later(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one > other ? one : other;
}
