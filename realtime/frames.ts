import type { AnyChange } from './any-board.ts';
import { joinChanges } from './join-changes.ts';

/**
 * Sends the first change at once; what follows within the window, or while the room is still being spoken to, goes out together as
 * one frame.
 */
export class Frames {
  readonly #send: (frame: AnyChange) => void;
  readonly #isSending: () => boolean;
  readonly #window: number;
  #waiting: AnyChange[] = [];
  #timer: NodeJS.Timeout | null = null;

  constructor({
    send,
    isSending,
    window,
  }: {
    send: (frame: AnyChange) => void;
    isSending: () => boolean;
    window: number;
  }) {
    this.#send = send;
    this.#isSending = isSending;
    this.#window = window;
  }

  add(change: AnyChange): void {
    this.#waiting.push(change);
    if (this.#timer !== null) return;
    this.flush();
    this.#timer = setTimeout(() => this.#windowEnds(), this.#window);
  }

  flush(): void {
    const [first, ...others] = this.#waiting;
    if (first === undefined) return;
    this.#waiting = [];
    this.#send(joinChanges(first, ...others));
  }

  /** What waits will never be sent. */
  drop(): void {
    this.#waiting = [];
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #windowEnds(): void {
    this.#timer = null;
    if (this.#waiting.length === 0) return;
    if (!this.#isSending()) this.flush();
    this.#timer = setTimeout(() => this.#windowEnds(), this.#window);
  }
}
