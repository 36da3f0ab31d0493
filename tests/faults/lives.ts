import type { Command, History, Stored } from './history.ts';

/** What happened on one disk, from its first moment until it was lost or everybody came to rest. */
export type Life = {
  /** Whose answer came from here. Whoever had none yet when the disk was lost was not answered here. */
  commands: readonly Command[];
  /** Acknowledged on an earlier disk, soon enough to be on this one. */
  kept: readonly Command[];
  /** What the copy brought with it; null for the first disk. */
  began: Stored | null;
  stored: Stored;
};

/** A history cut at every failover: what was acknowledged on a disk is owed by that disk, and by the next one if it was copied. */
export function livesOf({ commands, truth, failovers = [] }: History): Life[] {
  const lives: Life[] = [];
  let kept: readonly Command[] = [];
  for (let n = 0; n <= failovers.length; n++) {
    const [before, after] = [failovers[n - 1], failovers[n]];
    const [from, until] = [before?.openedAt ?? -Infinity, after?.openedAt ?? Infinity];
    const own = commands
      .filter(({ began, ended }) => ended > from && began <= until)
      .map((command) => (command.ended > until ? { ...command, answer: null, refusals: [] } : command));
    lives.push({ commands: own, kept, began: before?.kept ?? null, stored: after?.lost ?? truth });
    if (after) kept = [...kept, ...own].filter(({ answer, ended }) => answer !== null && ended <= after.copiedAt);
  }
  return lives;
}
