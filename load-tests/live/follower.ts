import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { BoardOf } from '../../realtime/contract/board.ts';
import type { ChangeOf } from '../../realtime/contract/change.ts';

type Keyed = { seq: number; lane: number; rank: number };
export type Board = BoardOf<unknown, Keyed>;
export type Change = ChangeOf<unknown, Keyed>;
export type Known = { epoch: string; version: number };
export type Answer =
  | { ok: true; mode: 'live' }
  | { ok: true; mode: 'changes'; changes: Change[] }
  | { ok: true; mode: 'board'; board: Board }
  | { ok: false; problem: { code: string } };

/** `held`: a question is under way, and its answer covers what arrives meanwhile. */
export type Heard = 'applied' | 'held' | 'duplicate' | 'out_of_order' | 'gap' | 'other_epoch';

/**
 * One screen's knowledge of one queue, by the rules of the screens in a small form: a change is applied only to the board it was made for,
 * anything else ends in a question with the version that is here. Knows no clock and no socket.
 */
export class Follower {
  board: Board | null = null;
  #asking = false;
  #held: Change[] = [];

  get isAsking(): boolean {
    return this.#asking;
  }

  /** What to ask with; from now on changes are held. */
  ask(): Known | null {
    this.#asking = true;
    this.#held = [];
    return this.board && { epoch: this.board.epoch, version: this.board.version };
  }

  /** After `gap` and `other_epoch` the caller asks. */
  hear(change: Change): Heard {
    const { board } = this;
    if (this.#asking || board === null) {
      this.#held.push(change);
      return 'held';
    }
    if (change.epoch !== board.epoch) return 'other_epoch';
    if (change.version === board.version) return 'duplicate';
    if (change.version < board.version) return 'out_of_order';
    if (change.prev !== board.version) return 'gap';
    this.board = applyChange(board, change);
    return 'applied';
  }

  /** @returns what was applied of what was missed and held, and whether it has to be asked again */
  accept(answer: Answer): { missed: Change[]; held: Change[]; again: boolean } {
    const waiting = this.#held.sort((a, b) => a.version - b.version);
    this.#asking = false;
    this.#held = [];
    if (!answer.ok) return { missed: [], held: [], again: true };
    if (answer.mode === 'board') this.#replace(answer.board);
    const missed = this.#applyAll(answer.mode === 'changes' ? answer.changes : []);
    const held = this.#applyAll(waiting);
    return {
      missed: missed.applied,
      held: held.applied,
      again: missed.isBroken || held.isBroken || this.board === null,
    };
  }

  isBehind({ epoch, version }: Known): boolean {
    return this.board === null || this.board.epoch !== epoch || this.board.version < version;
  }

  /** A board never goes back within one epoch: an older one was read before what is here. */
  #replace(board: Board): void {
    const mine = this.board;
    if (mine === null || mine.epoch !== board.epoch || board.version > mine.version) this.board = board;
  }

  #applyAll(changes: readonly Change[]): { applied: Change[]; isBroken: boolean } {
    const applied: Change[] = [];
    for (const change of changes) {
      const { board } = this;
      if (board === null) return { applied, isBroken: true };
      if (change.epoch === board.epoch && change.version <= board.version) continue;
      if (change.epoch !== board.epoch || change.prev !== board.version) return { applied, isBroken: true };
      this.board = applyChange(board, change);
      applied.push(change);
    }
    return { applied, isBroken: false };
  }
}

/** Whether a screen shows what the server has. When it was read does not count. */
export function isSameBoard(mine: Board | null, theirs: Board): boolean {
  if (mine === null) return false;
  const shown = ({ epoch, version, queue, entries }: Board) => stable({ epoch, version, queue, entries });
  return shown(mine) === shown(theirs);
}

/** JSON whose keys are in one order: a board from the database and one from changes need not agree in that. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
