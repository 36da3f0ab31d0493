import { clearInterval, clearTimeout, setInterval, setTimeout } from 'k6/timers';
import { counted } from './counted.ts';
import { Follower, type Board, type Change, type Heard, type Known } from './follower.ts';
import { openLine, type Line } from './line.ts';

export type ScreenKind = 'staff' | 'display' | 'phone';
export type ScreenOptions = {
  kind: ScreenKind;
  slug: string;
  queueId: string;
  /** '' for a passer-by. */
  token: string;
  addresses: readonly string[];
  /** Which of the addresses it begins with. */
  first: number;
  from: string;
  /** In which part of a test lateness counts. */
  tags?: () => Record<string, string>;
  changed?: (change: Change) => void;
  /** After a question was answered. */
  current?: (board: Board) => void;
};

/** The first delay is anything up to twice this, then doubling, as on the real screens. */
const FIRST_DELAY_MS: Record<ScreenKind, number> = { staff: 500, display: 1_500, phone: 4_000 };
const LONGEST_DELAY_MS = 30_000;
/** A whole room has missed the same change: not all ask at once. */
const GAP_JITTER_MS = 500;
const HEAD_PATIENCE_MS = 300;
const ANSWER_MS = 8_000;
const SILENCE_MS = 35_000;

/** A display, a member of staff or a phone that shows one queue, and comes back by itself. */
export class Screen {
  readonly #options: ScreenOptions;
  readonly #follower = new Follower();
  readonly #called = new Set<number>();
  #line: Line | null = null;
  #next: Line | null = null;
  #at: number;
  #isConnected = false;
  #isStopped = false;
  #attempts = 0;
  #lostAt: number | null = null;
  #retry: number | null = null;
  readonly #silence: number;

  constructor(options: ScreenOptions) {
    this.#options = options;
    this.#at = options.first;
    this.#silence = setInterval(() => this.#endSilence(), 10_000);
    this.#line = this.#open();
  }

  get isCurrent(): boolean {
    return this.#isConnected && !this.#follower.isAsking && this.#follower.board !== null;
  }

  get board(): Board | null {
    return this.#follower.board;
  }

  get kind(): ScreenKind {
    return this.#options.kind;
  }

  /** The network goes away, and is back at a moment within `backWithin`: a device hurries then. */
  drop(backWithin: number): void {
    this.#line?.drop();
    this.#next?.drop();
    this.#next = null;
    this.#isLost(Math.random() * backWithin);
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#silence);
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#line?.close();
    this.#next?.close();
  }

  #open(): Line {
    const { slug, token, from, addresses } = this.#options;
    const address = addresses[this.#at % addresses.length] ?? '';
    return openLine(
      { address, slug, token, from },
      {
        connected: (line) => this.#connected(line),
        refused: (line) => {
          counted.refused.add(1);
          line.drop();
          this.#gone(line);
        },
        lost: (line) => this.#gone(line),
        changed: (line, change) => line === this.#line && this.#hear(change),
        head: (line, head) => line === this.#line && this.#expect(head),
        control: (line, { code, window_ms }) => {
          if (code === 'drain' && line === this.#line) {
            setTimeout(() => this.#move(), Math.random() * (window_ms ?? 0) * 0.8);
          }
        },
      },
    );
  }

  #connected(line: Line): void {
    counted.connected.add(1, { kind: this.kind });
    if (line === this.#next) {
      // The new line stands: now the old one may go.
      this.#line?.close();
      this.#line = line;
      this.#next = null;
    }
    this.#isConnected = true;
    this.#attempts = 0;
    this.#ask();
  }

  #gone(line: Line): void {
    // A node that lets nobody in any more, or is not there: the next one.
    this.#at += 1;
    if (line === this.#next) {
      this.#next = null;
      if (!this.#isStopped) this.#later(FIRST_DELAY_MS[this.kind], () => this.#move());
      return;
    }
    if (line !== this.#line || this.#isStopped) return;
    if (this.#next !== null) {
      // Already on the way to another node; what counts is when it stands.
      this.#line = this.#next;
      this.#next = null;
      return this.#markLost();
    }
    this.#isLost(Math.random() * Math.min(2 * FIRST_DELAY_MS[this.kind] * 2 ** this.#attempts, LONGEST_DELAY_MS));
  }

  #isLost(delay: number): void {
    this.#markLost();
    this.#attempts += 1;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (!this.#isStopped) this.#line = this.#open();
    }, delay);
  }

  #markLost(): void {
    if (this.#isConnected) counted.lost.add(1, { kind: this.kind });
    this.#isConnected = false;
    this.#lostAt ??= Date.now();
  }

  /** This node goes away: the new line first, then the old one, so that nobody misses a beat. */
  #move(): void {
    if (this.#isStopped || this.#next !== null || !this.#isConnected) return;
    this.#at += 1;
    this.#next = this.#open();
  }

  #ask(): void {
    const line = this.#line;
    if (line === null || this.#isStopped) return;
    let isAnswered = false;
    line.watch(this.#options.queueId, this.#follower.ask(), (answer) => {
      if (isAnswered || line !== this.#line) return;
      isAnswered = true;
      const { missed, held, again } = this.#follower.accept(answer);
      for (const change of missed) this.#show(change);
      for (const change of held) this.#show(change);
      if (again) return this.#askLater(line, 1_000);
      this.#isNowCurrent();
    });
    setTimeout(() => {
      if (isAnswered || line !== this.#line || !this.#isConnected) return;
      isAnswered = true;
      this.#ask();
    }, ANSWER_MS);
  }

  #askLater(line: Line, upTo: number): void {
    setTimeout(() => {
      if (line === this.#line && this.#isConnected) this.#ask();
    }, Math.random() * upTo);
  }

  #isNowCurrent(): void {
    counted.current.add(1);
    if (this.#lostAt !== null) counted.back.add(Date.now() - this.#lostAt, { kind: this.kind });
    this.#lostAt = null;
    if (this.board !== null && !this.#isStopped) this.#options.current?.(this.board);
  }

  #hear(change: Change): void {
    if (this.#isStopped) return;
    if (change.queue_id !== this.#options.queueId) {
      counted.foreign.add(1);
      return;
    }
    counted.lateness.add(Date.now() - Date.parse(change.at), { kind: this.kind, ...this.#options.tags?.() });
    this.#count(this.#follower.hear(change), change);
  }

  #count(heard: Heard, change: Change): void {
    switch (heard) {
      case 'applied':
        return this.#show(change);
      case 'held':
        return;
      case 'duplicate':
        return counted.duplicates.add(1);
      case 'out_of_order':
        return counted.outOfOrder.add(1);
      case 'gap':
        counted.gaps.add(1);
        return this.#askAgain(GAP_JITTER_MS);
      case 'other_epoch':
        return this.#askAgain(0);
    }
  }

  #askAgain(upTo: number): void {
    // Single flight: what arrives meanwhile is held until the answer.
    this.#follower.ask();
    if (this.#line) this.#askLater(this.#line, upTo);
  }

  #show(change: Change): void {
    counted.applied.add(1);
    for (const { type, seq } of change.events) {
      if (type !== 'entry.called' || seq === null) continue;
      counted.calls.add(1, { kind: this.kind });
      if (this.#called.has(seq)) counted.calledTwice.add(1);
      this.#called.add(seq);
    }
    this.#options.changed?.(change);
  }

  #expect(head: Known): void {
    if (!this.isCurrent || !this.#follower.isBehind(head)) return;
    setTimeout(() => {
      if (!this.isCurrent || !this.#follower.isBehind(head)) return;
      counted.behind.add(1);
      this.#ask();
    }, HEAD_PATIENCE_MS);
  }

  #endSilence(): void {
    const line = this.#line;
    if (line === null || !this.#isConnected || Date.now() - line.heardAt() < SILENCE_MS) return;
    line.drop();
    this.#gone(line);
  }

  #later(upTo: number, work: () => void): void {
    setTimeout(work, Math.random() * upTo);
  }
}
