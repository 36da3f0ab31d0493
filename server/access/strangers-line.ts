import { createFairGate } from '../../models/fair-gate.ts';
import type { Reading } from '../queries/snapshot.ts';
import { BoundedMap } from './bounded-map.ts';
import { createSharedReading } from './shared-reading.ts';

/** Credentials of one node that were good lately. */
const MOST_KNOWN = 10_000;
/** Of the database's connections: what strangers make us look up shall leave more of them. */
const AT_ONCE = 4;

/** Looks up whose a credential is. Null: nobody's. */
export type LookUp = <T>(
  credential: string,
  organizationId: string,
  look: (tx: Reading) => Promise<T | null>,
) => Promise<T | null>;

/**
 * A stored credential that was made up looks like a good one until the database has said so, and nobody is yet known whose pace it
 * could be counted by. So those that were not good lately are looked up apart from those that were, one reading of an organization
 * at a time: a flood of them waits for itself, and neither for whoever works there nor for a screen that is known.
 * @param read  opens one reading of one organization
 */
export function createStrangersLine(
  read: (organizationId: string, work: (tx: Reading) => Promise<void>) => Promise<void>,
): LookUp {
  const known = new BoundedMap<string, true>(MOST_KNOWN);
  const enter = createFairGate({ atOnce: AT_ONCE, atOncePerLine: 1, mostWaiting: 1, patienceMs: 5_000 });
  const lookUpKnown = createSharedReading(read);
  const lookUpStranger = createSharedReading(async (organizationId, work) => {
    const leave = await enter(organizationId);
    try {
      await read(organizationId, work);
    } finally {
      leave();
    }
  });
  return async (credential, organizationId, look) => {
    const lookUp = known.has(credential) ? lookUpKnown : lookUpStranger;
    const found = await lookUp(organizationId, look);
    if (found === null) known.delete(credential);
    else known.set(credential, true);
    return found;
  };
}
