import type { CommittedChange } from '../realtime/contract/change.ts';
import type { Database } from '../models/database.ts';
import { createTransact, type ResponseCipher, type Transact } from './commands/transact.ts';
import type { Glimpse, Replica } from './queries/replica.ts';
import { createSnapshot, type PersonalDataOf, type Snapshot } from './queries/snapshot.ts';

/** The two doors to the database. Both set the organization; row security is the second lock. */
export type Doors = Transact & {
  snapshot: Snapshot;
  /** A snapshot for what is long: taken of the replica where there is one that has everything. `work` may be begun twice. */
  report: Snapshot;
  /** Null: there is no replica. */
  glimpse: Glimpse | null;
};

/**
 * @param publish  hears what was committed, after the commit; must not throw and must not wait
 * @param cipher  seals the answers that are kept for idempotency keys
 * @param personal  seals what is known of people
 * @param clock  takes the place of the database's clock, in tests and for a demonstration's history
 */
export function createDoors(
  database: Database,
  options: {
    publish: (changes: CommittedChange[]) => void;
    cipher: ResponseCipher;
    personal: PersonalDataOf;
    clock?: () => Date;
    replica?: Replica | null;
  },
): Doors {
  const snapshot = createSnapshot(database, options);
  const { replica } = options;
  return {
    ...createTransact(database, options),
    snapshot,
    report: replica?.report ?? snapshot,
    glimpse: replica?.glimpse ?? null,
  };
}
