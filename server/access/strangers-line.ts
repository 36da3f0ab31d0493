import { createFairGate } from '../../models/fair-gate.ts';
import { BoundedMap } from './bounded-map.ts';

/** Credentials of one node that were good lately. */
const MOST_KNOWN = 10_000;
/** Of the database's connections: what strangers make us look up shall leave more of them, and of each organization's share. */
const AT_ONCE = 4;
const AT_ONCE_HERE = 2;

/** Looks up whose a credential is. Null: nobody's. */
export type LookUp = <T>(
  credential: string,
  organizationId: string,
  look: () => Promise<T | null>,
) => Promise<T | null>;

/**
 * A stored credential that was made up looks like a good one until the database has said so, and nobody is yet known whose pace it
 * could be counted by. So those that were not good lately are looked up a few at a time: a flood of them waits for itself, and
 * neither for whoever works there nor for a screen that is known.
 */
export function createStrangersLine(): LookUp {
  const known = new BoundedMap<string, true>(MOST_KNOWN);
  const enter = createFairGate({
    atOnce: AT_ONCE,
    atOncePerLine: AT_ONCE_HERE,
    mostWaiting: 2_000,
    patienceMs: 5_000,
  });
  return async (credential, organizationId, look) => {
    const leave = known.has(credential) ? null : await enter(organizationId);
    try {
      const found = await look();
      if (found === null) known.delete(credential);
      else known.set(credential, true);
      return found;
    } finally {
      leave?.();
    }
  };
}
