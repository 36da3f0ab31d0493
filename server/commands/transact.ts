import type { CommittedChange } from '../../realtime/contract/change.ts';
import type { Database, Scope, Statement } from '../../models/database.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import { FROM_NOWHERE, type Actor, type Origin } from '../../models/vocabulary.ts';
import { scopeFor, type PersonalDataOf, type Reading } from '../queries/snapshot.ts';
import { refusalFor } from './constraints.ts';

/** What a command is handed: who is asking, one transaction of one organization, and where to leave the news. */
export type Writing = Reading &
  Pick<Scope, 'send'> & { changes: CommittedChange[]; from: Origin; answers: StoredAnswers };

/** How the answers of earlier requests are read and kept. */
export type StoredAnswers = { open(sealed: Buffer): unknown; seal(answer: unknown): Buffer };

/** Whose key, which key, and a fingerprint of method, route and body. */
export type IdempotencyClaim = { principal: string; key: string; fingerprint: Buffer };
export type StoredAnswer = { status: number; body: unknown };

export type ResponseCipher = {
  seal(organizationId: string, plain: Buffer): Buffer;
  open(organizationId: string, sealed: Buffer): Buffer;
};

export type Transact = {
  /** The door for writing: commits everything or nothing, then tells the publisher. Retries what another transaction undid. */
  transact<T>(actor: Actor, work: (tx: Writing) => Promise<T>, from?: Origin): Promise<T>;
  /**
   * The same, at most once for each key: the claim is part of the transaction, so a repeated request finds the first one's answer.
   * @throws Refusal `idempotency_key_reused` when the key came with another request before
   */
  once<A extends StoredAnswer>(
    actor: Actor,
    claim: IdempotencyClaim,
    work: (tx: Writing) => Promise<A>,
    from?: Origin,
  ): Promise<{ replayed: boolean; answer: A }>;
};

export function createTransact(
  database: Database,
  {
    publish,
    cipher,
    personal,
    clock,
  }: {
    publish: (changes: CommittedChange[]) => void;
    cipher: ResponseCipher;
    personal: PersonalDataOf;
    clock?: () => Date;
  },
): Transact {
  const answersOf = (organizationId: string): StoredAnswers => ({
    open: (sealed) => JSON.parse(cipher.open(organizationId, sealed).toString()) as unknown,
    seal: (answer) => cipher.seal(organizationId, Buffer.from(JSON.stringify(answer))),
  });

  async function transact<T>(actor: Actor, work: (tx: Writing) => Promise<T>, from: Origin = FROM_NOWHERE): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const changes: CommittedChange[] = [];
      try {
        const result = await database.inTransaction('write', actor.organizationId, (scope) => {
          // Completed by assignment, so that `now` stays a getter.
          const reading = scopeFor(actor, database, scope, { personal, ...(clock && { clock }) });
          const { send } = scope;
          return work(Object.assign(reading, { send, changes, from, answers: answersOf(actor.organizationId) }));
        });
        if (changes.length > 0) publish(changes);
        return result;
      } catch (error) {
        if (attempt < ATTEMPTS && isUndoneByOthers(error)) await pause(attempt);
        else throw refusalFor(error) ?? error;
      }
    }
  }

  return {
    transact,
    async once(actor, claim, work, from) {
      try {
        const answer = await transact(actor, (tx) => claimed(tx, claim, work), from);
        return { replayed: false, answer };
      } catch (error) {
        if (!(error instanceof Replay)) throw error;
        return { replayed: true, answer: error.answer as Awaited<ReturnType<typeof work>> }; // sealed below, by us
      }
    },
  };
}

/** Ends a transaction that has nothing to do: the request was carried out before. */
class Replay extends Error {
  readonly answer: unknown;

  constructor(answer: unknown) {
    super('carried out before');
    this.answer = answer;
  }
}

/**
 * The claim and the first statements of the work travel together. Whatever those find, the claim was answered before them: for
 * a request that was carried out before the work ends there, and the transaction with it.
 * @throws Replay, Refusal `idempotency_key_reused`
 */
async function claimed<A extends StoredAnswer>(
  tx: Writing,
  claim: IdempotencyClaim,
  work: (tx: Writing) => Promise<A>,
): Promise<A> {
  const isNew = claimKey(tx, claim);
  isNew.catch(() => undefined); // awaited below
  const { query } = tx;
  tx.query = async <Row extends object>(statement: Statement) => {
    const rows = await query<Row>(statement);
    await isNew;
    return rows;
  };
  let answer: A;
  try {
    answer = await work(tx);
  } catch (error) {
    await isNew;
    throw error;
  }
  await isNew;
  tx.send({
    name: 'idempotency-keep',
    text: `UPDATE idempotency_keys SET status = $4, response = $5 WHERE organization_id = $1 AND principal = $2 AND key = $3`,
    values: [tx.actor.organizationId, claim.principal, claim.key, answer.status, tx.answers.seal(answer)],
  });
  return answer;
}

/** A second request with the same key waits here until the first one has committed or given up. */
async function claimKey(tx: Writing, claim: IdempotencyClaim): Promise<void> {
  const [row] = await tx.query<{ fingerprint: Buffer; response: Buffer | null }>({
    name: 'idempotency-claim',
    // A key that is there is given back, with what was answered; one that is ours has no answer yet.
    text: `INSERT INTO idempotency_keys AS kept (organization_id, principal, key, fingerprint) VALUES ($1, $2, $3, $4)
           ON CONFLICT (organization_id, principal, key) DO UPDATE SET key = kept.key RETURNING fingerprint, response`,
    values: [tx.actor.organizationId, claim.principal, claim.key, claim.fingerprint],
  });
  if (!row || row.response === null) return;
  if (!row.fingerprint.equals(claim.fingerprint)) throw new Refusal('idempotency_key_reused');
  throw new Replay(tx.answers.open(row.response));
}

/** Three tries: a deadlock's loser wins the second time; somebody who waited six seconds for locks should be told. */
const ATTEMPTS = 3;
const UNDONE_BY_OTHERS = new Set(['40001', '40P01', '55P03']); // serialization failure, deadlock, lock timeout

function isUndoneByOthers(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNDONE_BY_OTHERS.has(String(error.code));
}

function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 30 * attempt));
}
