/**
 * Those who wait, in lines of their own, served one of each line in turn: however long one line is, the first of another waits for
 * at most one of each. Within a line, first come, first served. Every step takes the same time however many wait.
 */
export class FairLines<T> {
  /** In the order in which they are served next; a line that is empty is not there. */
  readonly #lines = new Map<string, Set<T>>();
  readonly #mostPerLine: number;

  constructor(mostPerLine: number) {
    this.#mostPerLine = mostPerLine;
  }

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  /** False when the line is as long as it may be. */
  join(name: string, who: T): boolean {
    const line = this.#lines.get(name) ?? new Set();
    if (line.size >= this.#mostPerLine) return false;
    this.#lines.set(name, line.add(who));
    return true;
  }

  /** Whoever is next, of the lines that may be served now. Passing over the others costs a look at each. */
  next(mayBeServed: (name: string) => boolean = () => true): T | undefined {
    for (const [name, line] of this.#lines) {
      if (!mayBeServed(name)) continue;
      const [first] = line;
      if (first === undefined) continue;
      this.#remove(name, line, first);
      // This line has had its turn: it goes behind the others.
      if (this.#lines.delete(name)) this.#lines.set(name, line);
      return first;
    }
    return undefined;
  }

  leave(name: string, who: T): void {
    const line = this.#lines.get(name);
    if (line) this.#remove(name, line, who);
  }

  #remove(name: string, line: Set<T>, who: T): void {
    line.delete(who);
    if (line.size === 0) this.#lines.delete(name);
  }
}
