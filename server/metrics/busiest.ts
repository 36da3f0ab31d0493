/** The word for everybody who has no place of their own. */
export const OTHERS = 'other';

/**
 * So many places for the busiest. Whoever has one keeps it until somebody is clearly busier, so that their line in a picture does not
 * come and go; and what is forgotten was quiet for long.
 */
export class Busiest {
  readonly #places: number;
  readonly #holders = new Set<string>();
  #scores = new Map<string, number>();

  constructor(places: number) {
    this.#places = places;
  }

  /** @param weight  how much somebody has done */
  note(who: string, weight: number): void {
    this.#scores.set(who, (this.#scores.get(who) ?? 0) + weight);
  }

  /** The name under which somebody is counted now. */
  nameOf(who: string): string {
    return this.#holders.has(who) ? who : OTHERS;
  }

  /** Ends a round: places are given and taken. @returns who has lost theirs */
  giveOut(): string[] {
    const before = [...this.#holders];
    const ranked = [...this.#scores].toSorted(([a, more], [b, less]) => less - more || (a < b ? -1 : 1));
    for (const who of before) if (!this.#scores.has(who)) this.#holders.delete(who);
    for (const [who, score] of ranked) {
      if (this.#holders.has(who)) continue;
      if (this.#holders.size >= this.#places) {
        const quietest = this.#quietest();
        if (quietest === null || score <= CLEARLY * quietest.score) break;
        this.#holders.delete(quietest.who);
      }
      this.#holders.add(who);
    }
    this.#scores = new Map(
      ranked.map(([who, score]) => [who, score * FADING] as const).filter(([, score]) => score >= FORGOTTEN),
    );
    return before.filter((who) => !this.#holders.has(who));
  }

  #quietest(): { who: string; score: number } | null {
    let quietest: { who: string; score: number } | null = null;
    for (const who of this.#holders) {
      const score = this.#scores.get(who) ?? 0;
      if (quietest === null || score < quietest.score) quietest = { who, score };
    }
    return quietest;
  }
}

/** So many times as busy as the quietest who has a place. */
const CLEARLY = 2;
/** What was done counts half after a round, and is forgotten when so little is left of it: one request after seven rounds. */
const FADING = 0.5;
const FORGOTTEN = 0.01;
