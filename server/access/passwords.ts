import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../models/rules/refusal.ts';

export type Passwords = {
  /** @param line  of whom it is hashed: each organization waits in a line of its own */
  hash(password: string, line?: string): Promise<string>;
  /** False for nobody's hash, too, after the same time: the clock does not tell which addresses have an account. */
  matches(password: string, stored: string | null, line?: string): Promise<boolean>;
};

/** 19 MiB, two passes, one thread: argon2id is the library's own choice of variant. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 2;
const WAITING_IN_A_LINE = 100;

/** What is to be counted, if anything is. */
export type LineTally = {
  /** So many more wait now. */
  waiting(more: 1 | -1): void;
  /** Somebody's wait is over; whoever found room at once has waited for 0. */
  waited(ms: number): void;
};

/** At most two hashes at a time: sixteen in parallel stalled everything else on the node for seconds. */
export function createPasswords(tally?: LineTally): Passwords {
  const inTurn = takeTurns(AT_ONCE, WAITING_IN_A_LINE, tally);
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password, line = '') => inTurn(line, () => hash(password, COST)),
    async matches(password, stored, line = '') {
      nobodys ??= hash('nobody has this password', COST);
      const against = stored ?? (await nobodys);
      const same = await inTurn(line, () => verify(against, password));
      return same && stored !== null;
    },
  };
}

type Turn = () => void;

/**
 * So many at once, and the lines take turns: however long the line of an organization whose passwords are being guessed, somebody
 * of another one waits for one hash of it and not for all. A line that is too long is told so.
 */
export function takeTurns(
  atOnce: number,
  atMostInLine: number,
  tally?: LineTally,
): <T>(line: string, work: () => Promise<T>) => Promise<T> {
  const lines = new Map<string, Turn[]>();
  let working = 0;

  /** The first of the line whose turn it is; the line goes behind the others. */
  function next(): Turn | undefined {
    for (const [name, waiting] of lines) {
      const first = waiting.shift();
      lines.delete(name);
      if (waiting.length > 0) lines.set(name, waiting);
      if (first) return first;
    }
    return undefined;
  }

  async function wait(name: string): Promise<void> {
    const waiting = lines.get(name) ?? [];
    if (waiting.length >= atMostInLine) throw new Refusal('unavailable');
    lines.set(name, waiting);
    tally?.waiting(1);
    await new Promise<void>((resolve) => waiting.push(resolve));
    tally?.waiting(-1);
  }

  return async (line, work) => {
    const began = performance.now();
    if (working >= atOnce) await wait(line);
    else working++;
    tally?.waited(performance.now() - began);
    try {
      return await work();
    } finally {
      // The turn is handed on, not given back: nobody who comes later gets in between.
      const turn = next();
      if (turn) turn();
      else working--;
    }
  };
}
