import type { Limits } from './limits.ts';

type Comer = { cameAt: number; isGone: () => boolean; decide: (may: boolean) => void };

/**
 * Lets lines in a few at a time, in the order they came, with everybody else's work in between: opening one costs as much as
 * writing to a hundred, and whoever is here already shall not hear later because a whole city comes back at once. Those for whom
 * it would take too long are sent away and come again by themselves.
 */
export class Admission {
  readonly #limits: Limits;
  readonly #comers: Comer[] = [];
  #turn: NodeJS.Immediate | null = null;
  #turnBegan = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Whether it may come in, once it is its turn. */
  enter(isGone: () => boolean): Promise<boolean> {
    if (this.#comers.length >= this.#limits.admitWaiting) return Promise.resolve(false);
    return new Promise((decide) => {
      this.#comers.push({ cameAt: performance.now(), isGone, decide });
      if (this.#turn === null) this.#nextTurn();
    });
  }

  close(): void {
    if (this.#turn !== null) clearImmediate(this.#turn);
    for (const { decide } of this.#comers.splice(0)) decide(false);
  }

  #nextTurn(): void {
    this.#turnBegan = performance.now();
    this.#turn = setImmediate(() => this.#admitSome());
  }

  #admitSome(): void {
    this.#turn = null;
    const { admitAtOnce, admitWithin, turnMost } = this.#limits;
    const now = performance.now();
    let places = now - this.#turnBegan > turnMost ? 1 : admitAtOnce;
    while (places > 0) {
      const comer = this.#comers.shift();
      if (comer === undefined) return;
      const may = !comer.isGone() && now - comer.cameAt <= admitWithin;
      if (may) places -= 1;
      comer.decide(may);
    }
    if (this.#comers.length > 0) this.#nextTurn();
  }
}
