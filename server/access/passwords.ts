import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '../../models/rules/refusal.ts';

export type Passwords = {
  hash(password: string): Promise<string>;
  /** False for nobody's hash, too, after the same time: the clock does not tell which addresses have an account. */
  matches(password: string, stored: string | null): Promise<boolean>;
};

/** 19 MiB, two passes, one thread: argon2id is the library's own choice of variant. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 2;
const WAITING = 100;

/** At most two hashes at a time: sixteen in parallel stalled everything else on the node for seconds. */
export function createPasswords(): Passwords {
  const inTurn = takeTurns(AT_ONCE, WAITING);
  let nobodys: Promise<string> | undefined;
  return {
    hash: (password) => inTurn(() => hash(password, COST)),
    async matches(password, stored) {
      nobodys ??= inTurn(() => hash('nobody has this password', COST));
      const against = stored ?? (await nobodys);
      const same = await inTurn(() => verify(against, password));
      return same && stored !== null;
    },
  };
}

function takeTurns(atOnce: number, atMostWaiting: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work) => {
    if (working >= atOnce) {
      if (waiting.length >= atMostWaiting) throw new Refusal('unavailable');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      working++;
    }
    try {
      return await work();
    } finally {
      // The turn is handed on, not given back: nobody who comes later gets in between.
      const next = waiting.shift();
      if (next) next();
      else working--;
    }
  };
}
