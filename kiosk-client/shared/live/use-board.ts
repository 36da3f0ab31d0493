import { effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { BoardOf, PublicBoard, StaffBoard } from '../../../realtime/contract/board.ts';
import type { BoardEvent, ChangeOf } from '../../../realtime/contract/change.ts';
import { ApiProblem, request } from '../api.ts';
import { serverNow } from '../clock.ts';
import type { Connection, ConnectionKind } from './connection.ts';
import { emptyState, headOf, isCurrent, step, type Effect, type Input, type Known, type WatchAnswer } from './store.ts';

/** `stale`: not current for ten seconds. Show what is there with its time, and nothing that looks like now. */
export type BoardStatus = 'connecting' | 'live' | 'reconnecting' | 'stale';

export type BoardView<B> = {
  board: B | null;
  status: BoardStatus;
  /** When the board was last known to be current, on the server's clock. */
  asOf: Date | null;
  /** The wait at each position (index 0 = next): p20 and p80 in minutes; null when there is no estimate. */
  waits: readonly [p20: number, p80: number][] | null;
  /** The queue is not this person's any more, or is none: it will not become current by waiting. */
  denied: boolean;
};

/** What happened, once for each change, in the order it happened. */
export type News<B> = {
  board: B;
  events: readonly BoardEvent[];
  queue_id: string;
  /** The change was made for a board of `prev` and made it `version`. */
  prev: number;
  version: number;
  at: Date;
  /** Missed while the line was away, and heard of now. */
  replayed: boolean;
  /** Milliseconds since it happened, by the server's clock. */
  age: number;
};

export type LiveBoard<B> = ReadonlySignal<BoardView<B>> & {
  /** Each applied change is told once. A board that was replaced as a whole brings no events: compare boards for that. */
  onEvents: (listener: (news: News<B>) => void) => () => void;
  stop: () => void;
};

const STALE_AFTER_MS = 10_000;
const HEAD_PATIENCE_MS = 300;
const JITTER_MS = 500;
const LATER_MS = 2_000;
const LATEST_MS = 30_000;
/** Asking once more for a missed change is no news to anybody. */
const BLINK_MS = 1_500;
const DENIALS = ['not_found', 'not_permitted'];
const POLL_MS: Record<ConnectionKind, number> = { staff: 5_000, display: 5_000, kiosk: 10_000, patient: 20_000 };

type QueueOf<B extends PublicBoard | StaffBoard> = B['queue'];
type EntryOf<B extends PublicBoard | StaffBoard> = B['entries'][number];

/** Keeps one queue's board, live. The audience follows from the connection's token, so the caller names the type. */
export function watchBoard<B extends PublicBoard | StaffBoard>(
  connection: Connection,
  queueId: string,
  /** `poll: false` for who has another way to learn what the board would say when sockets are blocked. */
  { poll: mayPoll = true } = {},
): LiveBoard<B> {
  type Q = QueueOf<B>;
  type E = EntryOf<B>;
  const view = signal<BoardView<B>>({ board: null, status: 'connecting', asOf: null, waits: null, denied: false });
  const listeners = new Set<(news: News<B>) => void>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let state = emptyState<Q, E>();
  let redraw: ReturnType<typeof setTimeout> | undefined;
  let lostAt: number | null = null;
  let failures = 0;
  let etag: string | null = null;
  let polled = false;
  let stopped = false;

  function feed(input: Input<Q, E>): void {
    if (stopped) return;
    const taken = step(state, input);
    state = taken.state;
    draw();
    taken.effects.forEach(perform);
  }

  function perform(wanted: Effect<Q, E>): void {
    switch (wanted.type) {
      case 'ask':
        after(delayOf(wanted.when, failures), () => void ask(wanted.question, wanted.known));
        return;
      case 'await_head':
        after(HEAD_PATIENCE_MS, () => feed({ type: 'head_due', head: wanted.head }));
        return;
      case 'applied':
        tell(wanted.change, wanted.board, wanted.replayed);
        return;
    }
  }

  async function ask(question: number, known: Known | null): Promise<void> {
    if (state.asking !== question) return;
    // No answer is as good as a refusal: both are tried again.
    const answer = await connection.watch(queueId, known).catch(() => null);
    failures = answer?.ok ? 0 : failures + 1;
    if (answer && !stopped) deny(!answer.ok && DENIALS.includes(answer.problem.code));
    // The server chooses the audience from the token; the caller has named the type that goes with it.
    if (answer?.ok) feed({ type: 'answered', question, answer: answer as WatchAnswer<Q, E> });
    else feed({ type: 'unanswered', question });
  }

  function deny(denied: boolean): void {
    if (view.value.denied !== denied) view.value = { ...view.value, denied };
  }

  function tell(change: ChangeOf<Q, E>, board: BoardOf<Q, E>, replayed: boolean): void {
    const at = new Date(change.at);
    const news: News<B> = {
      // A board of this audience plus a change of this audience.
      board: board as unknown as B,
      events: change.events,
      queue_id: queueId,
      prev: change.prev,
      version: change.version,
      at,
      replayed,
      age: Math.max(0, serverNow() - at.getTime()),
    };
    listeners.forEach((listener) => listener(news));
  }

  function draw(): void {
    clearTimeout(redraw);
    if (stopped) return;
    const board = state.board as unknown as B | null;
    const current = board !== null && (isCurrent(state) || polled);
    lostAt = current ? null : (lostAt ?? Date.now());
    const since = lostAt === null ? 0 : Date.now() - lostAt;
    const status = statusAfter(since);
    if (board !== null && since < STALE_AFTER_MS && !current) {
      redraw = setTimeout(draw, since < BLINK_MS ? BLINK_MS - since : STALE_AFTER_MS - since);
    }
    if (board === null) return;
    view.value = { ...view.value, board, status, asOf: current ? new Date(serverNow()) : view.value.asOf };
  }

  function after(delay: number, work: () => void): void {
    if (delay === 0) return work();
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delay);
    timers.add(timer);
  }

  const leave = connection.join(queueId, {
    connected: () => feed({ type: 'connected' }),
    disconnected: () => feed({ type: 'disconnected' }),
    changed: (change) => feed({ type: 'changed', change }),
    head: (head) => feed({ type: 'head', head: headOf(head) }),
    estimated: ({ waits }) => {
      view.value = { ...view.value, waits };
    },
  });

  async function poll(): Promise<void> {
    try {
      const options = {
        token: connection.token(),
        timeout: POLL_MS[connection.kind],
        ...(etag === null ? {} : { ifNoneMatch: etag }),
      };
      const answer = await request<BoardOf<Q, E>>('GET', `/queues/${queueId}/board`, undefined, options);
      etag = answer.etag;
      polled = connection.blocked.value;
      if (answer.body) feed({ type: 'read', board: answer.body });
      else draw();
    } catch (problem) {
      if (!(problem instanceof ApiProblem)) throw problem;
      polled = false;
      draw();
    }
  }

  const stopPolling = effect(() => {
    if (!mayPoll || !connection.blocked.value) {
      polled = false;
      return;
    }
    void untracked(poll);
    const interval = setInterval(() => void poll(), POLL_MS[connection.kind]);
    return () => clearInterval(interval);
  });

  return Object.assign(view, {
    onEvents: (listener: (news: News<B>) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      stopped = true;
      leave();
      stopPolling();
      clearTimeout(redraw);
      timers.forEach((timer) => clearTimeout(timer));
      listeners.clear();
    },
  });
}

function statusAfter(notCurrentForMs: number): BoardStatus {
  if (notCurrentForMs < BLINK_MS) return 'live';
  return notCurrentForMs < STALE_AFTER_MS ? 'reconnecting' : 'stale';
}

function delayOf(when: 'now' | 'soon' | 'later', failures: number): number {
  switch (when) {
    case 'now':
      return 0;
    case 'soon':
      return Math.random() * JITTER_MS;
    case 'later':
      return Math.min(LATER_MS * 2 ** Math.max(0, failures - 1), LATEST_MS) * (0.5 + Math.random());
  }
}
