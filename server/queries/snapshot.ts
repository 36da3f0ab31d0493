import type { PersonalData } from '../access/personal-data.ts';
import type { Database, Scope } from '../../models/database.ts';
import type { Actor } from '../../models/vocabulary.ts';

/** What a query is handed: who is asking, and one consistent view of one organization. */
export type Reading = Omit<Scope, 'send'> & {
  actor: Actor;
  database: Database;
  /** Seals and finds what is known of people. */
  personal: PersonalData;
  /** Takes a later reading of the database's clock, made after waiting for a lock. */
  advance(databaseNow: Date): void;
};

/** The door for reading: everything that `work` reads is of one moment. */
export type Snapshot = <T>(actor: Actor, work: (tx: Reading) => Promise<T>) => Promise<T>;

export function createSnapshot(
  database: Database,
  { personal, clock }: { personal: PersonalDataOf; clock?: () => Date },
): Snapshot {
  return (actor, work) =>
    database.inTransaction('read', actor.organizationId, (scope) =>
      work(scopeFor(actor, database, scope, { personal, ...(clock && { clock }) })),
    );
}

export type PersonalDataOf = (organizationId: string) => PersonalData;

/** The scope with the actor; `now` stays a getter, because the database's clock arrives with its first answer. */
export function scopeFor(
  actor: Actor,
  database: Database,
  scope: Scope,
  { personal, clock }: { personal: PersonalDataOf; clock?: () => Date },
): Reading {
  let later: Date | null = null;
  return {
    actor,
    database,
    personal: personal(actor.organizationId),
    query: scope.query,
    transaction: scope.transaction,
    get now() {
      return clock ? clock() : (later ?? scope.now);
    },
    advance(databaseNow) {
      later = databaseNow;
    },
  };
}
