import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
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
};

/** What happened, once for each change, in the order it happened. */
export type News<B> = {
  board: B;
  events: readonly BoardEvent[];
  queue_id: string;
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
const POLL_MS: Record<ConnectionKind, number> = { staff: 5_000, display: 5_000, kiosk: 10_000, patient: 20_000 };

type QueueOf<B extends PublicBoard | StaffBoard> = B['queue'];
type EntryOf<B extends PublicBoard | StaffBoard> = B['entries'][number];

/** Keeps one queue's board, live. The audience follows from the connection's token, so the caller names the type. */
export function watchBoard<B extends PublicBoard | StaffBoard>(connection: Connection, queueId: string): LiveBoard<B> {
  type Q = QueueOf<B>;
  type E = EntryOf<B>;
  const view = signal<BoardView<B>>({ board: null, status: 'connecting', asOf: null, waits: null });
  const listeners = new Set<(news: News<B>) => void>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let state = emptyState<Q, E>();
  let staleTimer: ReturnType<typeof setTimeout> | undefined;
  let etag: string | null = null;
  let polled = false;

  function feed(input: Input<Q, E>): void {
    const taken = step(state, input);
    state = taken.state;
    draw();
    taken.effects.forEach(perform);
  }

  function perform(wanted: Effect<Q, E>): void {
    switch (wanted.type) {
      case 'ask':
        after(delayOf(wanted.when), () => void ask(wanted.question, wanted.known));
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
    try {
      const answer = await connection.watch(queueId, known);
      // The server chooses the audience from the token; the caller has named the type that goes with it.
      if (answer.ok) return feed({ type: 'answered', question, answer: answer as WatchAnswer<Q, E> });
    } catch {
      // No answer: as good as a refusal, both are tried again.
    }
    feed({ type: 'unanswered', question });
  }

  function tell(change: ChangeOf<Q, E>, board: BoardOf<Q, E>, replayed: boolean): void {
    const at = new Date(change.at);
    const news: News<B> = {
      // A board of this audience plus a change of this audience.
      board: board as unknown as B,
      events: change.events,
      queue_id: queueId,
      version: change.version,
      at,
      replayed,
      age: Math.max(0, serverNow() - at.getTime()),
    };
    listeners.forEach((listener) => listener(news));
  }

  function draw(): void {
    const board = state.board as unknown as B | null;
    const current = isCurrent(state) || polled;
    const asOf = current ? new Date(serverNow()) : view.value.asOf;
    const status = current && board ? 'live' : lateStatus(board);
    const { waits } = view.value;
    if (board === null && status === view.value.status) return;
    view.value = { board, status, asOf, waits };
    clearTimeout(staleTimer);
    if (!current && board && status !== 'stale') staleTimer = setTimeout(draw, STALE_AFTER_MS);
  }

  function lateStatus(board: B | null): BoardStatus {
    if (board === null) return 'connecting';
    const since = view.value.asOf?.getTime() ?? 0;
    return serverNow() - since >= STALE_AFTER_MS ? 'stale' : 'reconnecting';
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
    head: (head) => {
      feed({ type: 'head', head: headOf(head) });
    },
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
    if (!connection.blocked.value) {
      polled = false;
      return;
    }
    void poll();
    const interval = setInterval(() => void poll(), POLL_MS[connection.kind]);
    return () => clearInterval(interval);
  });

  return Object.assign(view, {
    onEvents: (listener: (news: News<B>) => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop: () => {
      leave();
      stopPolling();
      clearTimeout(staleTimer);
      timers.forEach((timer) => clearTimeout(timer));
      listeners.clear();
    },
  });
}

/** The same inside a component: watches while it is shown. */
export function useBoard<B extends PublicBoard | StaffBoard>(connection: Connection, queueId: string): LiveBoard<B> {
  const live = useMemo(() => watchBoard<B>(connection, queueId), [connection, queueId]);
  useEffect(() => () => live.stop(), [live]);
  return live;
}

function delayOf(when: 'now' | 'soon' | 'later'): number {
  switch (when) {
    case 'now':
      return 0;
    case 'soon':
      return Math.random() * JITTER_MS;
    case 'later':
      return LATER_MS * (0.5 + Math.random());
  }
}
