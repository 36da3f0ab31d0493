import type { AnyChange } from './any-board.ts';

/** The last changes of one stream in order, without a gap. */
export class RecentChanges {
  readonly #most: number;
  #kept: { change: AnyChange; at: number }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  add(change: AnyChange, at: number): void {
    this.#kept.push({ change, at });
    if (this.#kept.length > this.#most) this.#kept.shift();
  }

  /** Everything after that version, or null when it is not all here. */
  since(version: number): AnyChange[] | null {
    const from = this.#kept.findIndex(({ change }) => change.prev === version);
    return from === -1 ? null : this.#kept.slice(from).map(({ change }) => change);
  }

  forgetBefore(moment: number): void {
    const from = this.#kept.findIndex(({ at }) => at >= moment);
    this.#kept = from === -1 ? [] : this.#kept.slice(from);
  }

  clear(): void {
    this.#kept = [];
  }
}
