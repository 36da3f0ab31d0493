import {
  emptyState,
  headOf,
  isCurrent,
  step,
  type Effect,
  type Input,
  type Known,
  type WatchAnswer,
} from '../kiosk-client/shared/live/store.ts';
import type { PublicEntry, PublicQueue } from '../realtime/contract/board.ts';
import type { PublicChange } from '../realtime/contract/change.ts';
import type { QueueHead, SessionControl, Watched } from '../realtime/contract/messages.ts';
import { unpackChange } from '../realtime/contract/pack-change.ts';
import type { PackedChange } from '../realtime/contract/packed-change.ts';
import { openLiveLine, type LiveLine } from './live-line.ts';

export type ScreenKind = 'staff' | 'display' | 'patient';
export type LiveScreenOptions = {
  kind: ScreenKind;
  slug: string;
  /** '' for a passer-by. */
  token: string;
  queueId: string;
  /** The nodes; after a lost line the next one is taken, as a proxy would lead it. */
  urls: readonly string[];
  first: number;
  /** The address that a trusted proxy would tell. */
  from: string;
  /** Under which its figures are put together. */
  group: string;
};
export type LiveScreenHears = {
  applied(change: Change, replayed: boolean): void;
  /** It is what the server has, for all it knows; and how long it was not since its line broke, if one did. */
  current(backMs: number | null): void;
};

/** The store works on those fields that all audiences have; a screen of the staff has more. */
type Change = PublicChange;

/** As the browsers do it (kiosk-client/shared/live/connection.ts): up to twice this at first, then doubling. */
const FIRST_DELAY_MS: Record<ScreenKind, number> = { staff: 500, display: 1_500, patient: 4_000 };
const LONGEST_DELAY_MS = 30_000;
const ANSWER_MS = 8_000;
const HEAD_PATIENCE_MS = 300;
const GAP_JITTER_MS = 500;
const LATER_MS = 2_000;

/** A screen with the browsers' own store, on a line of its own, that counts what it was shown. */
export class LiveScreen {
  readonly options: LiveScreenOptions;
  readonly #hears: LiveScreenHears;
  #state = emptyState<PublicQueue, PublicEntry>();
  #line: LiveLine | null = null;
  #next: LiveLine | null = null;
  #at: number;
  #attempts = 0;
  /** Since when it is not current, and since when it has no line. */
  #lostAt: number | null = null;
  #lineLostAt: number | null = null;
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;
  /** Versions shown by changes, those stepped over by a whole board, those shown again, and those shown out of their order. */
  readonly counts = { applied: 0, jumped: 0, doubled: 0, disordered: 0, lost: 0, refused: 0, drained: 0 };
  /** Milliseconds without a line, in all. */
  withoutLine = 0;
  #shown: { epoch: string; version: number } | null = null;

  constructor(options: LiveScreenOptions, hears: LiveScreenHears) {
    this.options = options;
    this.#hears = hears;
    this.#at = options.first;
    this.#line = this.#open();
  }

  get board() {
    return this.#state.board;
  }

  get isCurrent(): boolean {
    return isCurrent(this.#state);
  }

  /** The line goes, and nobody has said goodbye. */
  drop(): void {
    this.#line?.drop();
    this.#next?.drop();
    this.#next = null;
    this.#isLost();
  }

  stop(): void {
    this.#isStopped = true;
    this.#line?.close();
    this.#next?.close();
  }

  #open(): LiveLine {
    const { slug, token, from, urls } = this.options;
    const line: LiveLine = openLiveLine(
      { url: urls[this.#at % urls.length] ?? '', slug, token, from },
      {
        connected: () => this.#connected(line),
        refused: () => {
          this.counts.refused += 1;
          line.drop();
          this.#gone(line);
        },
        lost: () => this.#gone(line),
        event: (name, message) => {
          if (line === this.#line) this.#hear(name, message);
        },
      },
    );
    return line;
  }

  #connected(line: LiveLine): void {
    if (line === this.#next) {
      // The new line stands: now the old one may go.
      this.#line?.close();
      this.#line = line;
      this.#next = null;
    }
    this.#attempts = 0;
    if (this.#lineLostAt !== null) this.withoutLine += performance.now() - this.#lineLostAt;
    this.#lineLostAt = null;
    this.#feed({ type: 'connected' });
  }

  #gone(line: LiveLine): void {
    this.#at += 1;
    if (this.#isStopped) return;
    if (line === this.#next) {
      this.#next = null;
      setTimeout(() => this.#move(), Math.random() * 2 * FIRST_DELAY_MS[this.options.kind]);
    } else if (line === this.#line) {
      // On the way to another node already: that one counts now.
      if (this.#next === null) return this.#isLost();
      this.#line = this.#next;
      this.#next = null;
      this.#markLost();
    }
  }

  #isLost(): void {
    this.#markLost();
    const most = Math.min(2 * FIRST_DELAY_MS[this.options.kind] * 2 ** this.#attempts, LONGEST_DELAY_MS);
    this.#attempts += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (!this.#isStopped) this.#line = this.#open();
    }, Math.random() * most);
  }

  #markLost(): void {
    if (this.#lineLostAt === null) this.counts.lost += 1;
    this.#lineLostAt ??= performance.now();
    this.#lostAt ??= performance.now();
    this.#feed({ type: 'disconnected' });
  }

  /** This node goes away: the new line first, then the old one. */
  #move(): void {
    if (this.#isStopped || this.#next !== null || this.#lineLostAt !== null) return;
    this.#at += 1;
    this.#next = this.#open();
  }

  #hear(name: string, message: unknown): void {
    // As the contract says: the service and this program are of one commit.
    if (name === 'queue:changed')
      this.#feed({ type: 'changed', change: unpackChange(message as PackedChange) as Change });
    if (name === 'queue:head') this.#feed({ type: 'head', head: headOf(message as QueueHead) });
    if (name === 'session:control') {
      const { code, window_ms } = message as SessionControl;
      if (code !== 'drain') return;
      this.counts.drained += 1;
      setTimeout(() => this.#move(), Math.random() * (window_ms ?? 0) * 0.8);
    }
  }

  #feed(input: Input<PublicQueue, PublicEntry>): void {
    if (this.#isStopped) return;
    const { state, effects } = step(this.#state, input);
    const { board } = state;
    this.#state = state;
    for (const one of effects) {
      if (one.type === 'applied') this.#count(one.change, one.replayed);
      else this.#perform(one);
    }
    // What no change has brought has come as a whole board.
    if (board !== null && (this.#shown?.epoch !== board.epoch || this.#shown.version !== board.version)) {
      if (this.#shown !== null) this.counts.jumped += board.version - this.#shown.version;
      this.#shown = { epoch: board.epoch, version: board.version };
    }
    if (isCurrent(state) && (input.type === 'answered' || input.type === 'changed')) this.#isNowCurrent();
  }

  #isNowCurrent(): void {
    this.#hears.current(this.#lostAt === null ? null : performance.now() - this.#lostAt);
    this.#lostAt = null;
  }

  #count(change: Change, replayed: boolean): void {
    const { counts } = this;
    if (this.#shown !== null && this.#shown.epoch === change.epoch) {
      if (change.version <= this.#shown.version) counts.doubled += 1;
      else if (change.prev !== this.#shown.version) counts.disordered += 1;
      counts.applied += Math.max(0, change.version - this.#shown.version);
    }
    this.#shown = { epoch: change.epoch, version: change.version };
    this.#hears.applied(change, replayed);
  }

  #perform(wanted: Exclude<Effect<PublicQueue, PublicEntry>, { type: 'applied' }>): void {
    if (wanted.type === 'await_head') {
      setTimeout(() => this.#feed({ type: 'head_due', head: wanted.head }), HEAD_PATIENCE_MS);
      return;
    }
    const delay = { now: 0, soon: Math.random() * GAP_JITTER_MS, later: LATER_MS * (0.5 + Math.random()) }[wanted.when];
    if (delay === 0) this.#ask(wanted.question, wanted.known);
    else setTimeout(() => this.#ask(wanted.question, wanted.known), delay);
  }

  #ask(question: number, known: Known | null): void {
    if (this.#state.asking !== question || this.#isStopped) return;
    let isAnswered = false;
    const answered = (answer: Watched | { ok: false }) => {
      if (isAnswered) return;
      isAnswered = true;
      clearTimeout(patience);
      // The server chooses the audience from the token; what all have in common is all that is read here.
      if (answer.ok)
        this.#feed({ type: 'answered', question, answer: answer as WatchAnswer<PublicQueue, PublicEntry> });
      else this.#feed({ type: 'unanswered', question });
    };
    const patience = setTimeout(() => answered({ ok: false }), ANSWER_MS);
    this.#line?.ask(
      'queue:watch',
      { queue_id: this.options.queueId, ...known },
      (answer) => answered(answer as Watched), // as the contract says
    );
  }
}
