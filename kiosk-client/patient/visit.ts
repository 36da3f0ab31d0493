import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import type { Tracked } from '../../realtime/contract/commands.ts';
import { api, ApiProblem, request } from '../shared/api.ts';
import { serverNow } from '../shared/clock.ts';
import { openConnection, type Connection } from '../shared/live/connection.ts';
import { watchBoard, type BoardStatus, type LiveBoard } from '../shared/live/use-board.ts';
import { page } from '../shared/page.ts';
import { forgetVisit, keepVisit, keptVisit } from './kept-visits.ts';
import { placeIn } from './place.ts';
import { isOver, visitView, type VisitView } from './visit-view.ts';

export type Visit = {
  token: string;
  /** Null until the first answer. */
  view: ReadonlySignal<VisitView | null>;
  status: ReadonlySignal<BoardStatus>;
  /** What is shown is what this telephone knew before it lost the network: nothing of it is news. */
  old: ReadonlySignal<boolean>;
  asOf: ReadonlySignal<Date | null>;
  /** The link leads nowhere: mistyped, or the visit ended long ago. */
  unknown: ReadonlySignal<boolean>;
  /** After a transfer: the token of the visit that goes on elsewhere. */
  nextToken: ReadonlySignal<string | null>;
  /** Called, and on the way. */
  come: () => Promise<void>;
  /** Called, and there. */
  arrive: () => Promise<void>;
  snooze: () => Promise<void>;
  leave: () => Promise<void>;
  /** Waits again after a missed call, or lets others go first after one. */
  rejoin: () => Promise<void>;
  close: () => void;
};

/** As long as sockets are blocked, and after no answer. */
const ASK_AGAIN_MS = 20_000;
const RETRY_MS = 4_000;

/**
 * One visit by its tracking token: what the person's own link says, and the board that all share.
 * @param fromShell  the page came without the place in it, from this telephone: until there is an answer, what was last known
 */
export function openVisit(token: string, { fromShell = false } = {}): Visit {
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
  let etag: string | null = null;
  const kept = fromShell ? keptVisit(token) : null;

  const board = computed(() => live.value?.value ?? null);
  const known = computed(
    () =>
      tracked.value &&
      visitView(tracked.value, board.value?.board ?? null, board.value?.waits ?? null, absentSince.value),
  );
  const view = computed(() => known.value ?? kept?.view ?? null);
  const old = computed(() => known.value === null && kept !== null);
  const asOf = computed(() => {
    if (old.value && kept) return new Date(kept.at);
    return later(board.value?.asOf ?? null, answeredAt.value);
  });
  const over = computed(() => known.value !== null && known.value.settled && isOver(known.value.phase));

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
      const answer = await request<Tracked>('GET', path, undefined, {
        token,
        ...(etag !== null && { ifNoneMatch: etag }),
      });
      if (closed) return;
      answeredAt.value = new Date(serverNow());
      answers.value = true;
      etag = answer.etag;
      // Without a body nothing is new.
      if (answer.body !== null) tracked.value = answer.body;
      if (over.value || tracked.value === null) return;
      follow(tracked.value.queue_id);
      if (known.value?.settled === false) askIn(RETRY_MS);
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
      if (known.value?.settled === false) void untracked(ask);
    }),
    effect(() => {
      if (over.value) close();
    }),
    effect(() => {
      if (over.value || unknown.value) forgetVisit(token);
      else if (known.value) keep(known.value);
    }),
    effect(() => {
      if (!isBlocked()) return;
      const interval = setInterval(() => void ask(), ASK_AGAIN_MS);
      void untracked(ask);
      return () => clearInterval(interval);
    }),
  ];
  function keep(view: VisitView): void {
    const at = asOf.peek();
    if (at !== null) keepVisit({ token, at: at.toISOString(), view });
  }

  const onSight = (): void => {
    // Sleeping pages have sleeping timers; a socket looks after itself.
    if (document.visibilityState === 'visible' && untracked(isBlocked)) void ask();
    // The last moment at which it was known to be so.
    const seen = known.peek();
    if (document.visibilityState === 'hidden' && seen !== null && !over.peek()) keep(seen);
  };
  const onNetwork = (): void => void ask();
  document.addEventListener('visibilitychange', onSight);
  addEventListener('online', onNetwork);
  void ask();

  function close(): void {
    closed = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onSight);
    removeEventListener('online', onNetwork);
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
    token,
    view,
    old,
    unknown,
    status: computed(() => {
      if (old.value) return 'stale';
      if (over.value || (isBlocked() && answers.value)) return 'live';
      return board.value?.status ?? 'connecting';
    }),
    asOf,
    nextToken: computed(() => tracked.value?.next_token ?? null),
    come: () => act(api.post(`${path}/coming`, undefined, { token })),
    arrive: () => act(api.post(`${path}/arrival`, undefined, { token })),
    snooze: () => act(api.post(`${path}/snooze`, undefined, { token })),
    leave: () => act(api.delete(path, undefined, { token })),
    rejoin: () => act(api.post(`${path}/return`, undefined, { token })),
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
