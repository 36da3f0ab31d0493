import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from '../../models/database.ts';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { createSnapshot, type PersonalDataOf, type Reading, type Snapshot } from './snapshot.ts';

/** Reads whatever the replica has by now, however old; null where it has nothing to say in time. */
export type Glimpse = <T>(actor: Actor, work: (tx: Reading) => Promise<T>) => Promise<T | null>;

export type Replica = {
  /** As new as an answer of the primary, which gives it where the replica has not come so far. `work` may be begun twice. */
  report: Snapshot;
  glimpse: Glimpse;
  /** Looks whether the replica follows; to be called every now and then. Never throws. */
  look(): Promise<void>;
};

/** A report may wait so long for what was committed a moment ago. */
const REPORT_PATIENCE_MS = 250;
/** Somebody waits for a board, and the primary has it in less. */
const GLIMPSE_PATIENCE_MS = 250;
/** Further behind, it is not asked at all. */
const MOST_BEHIND_MS = 2_000;
const LOOK_AGAIN_MS = 20;

/**
 * A streaming replica for what need not be asked of the primary. Whatever is wrong with it, the primary answers instead.
 * @param replica  a database of its own, with the role of the primary's
 */
export function createReplica(
  { replica, primary }: { replica: Database; primary: Database },
  options: { personal: PersonalDataOf; clock?: () => Date },
  log: Record<'info' | 'warn', (details: object, message: string) => void>,
): Replica {
  const there = createSnapshot(replica, options);
  const here = createSnapshot(primary, options);
  /** Until the first look. */
  let follows = false;
  let said: 'nothing' | 'away' = 'nothing';

  function setFollows(now: boolean, reason: unknown = null): void {
    follows = now;
    if (!now && said === 'nothing')
      log.warn(
        { reason: reason instanceof Error ? reason.message : reason },
        'the replica is not asked: the primary answers',
      );
    if (now && said === 'away') log.info({}, 'the replica is asked again');
    said = now ? 'nothing' : 'away';
  }

  /** Everything that was committed before this was called. @throws Error where it has not by then */
  async function comesThisFar(patienceMs: number): Promise<void> {
    const [written] = await primary.directory<{ upTo: string }>({
      name: 'written-up-to',
      text: 'SELECT pg_current_wal_flush_lsn() AS "upTo"',
      values: [],
    });
    // Waiting for the primary is not the replica's fault.
    const began = performance.now();
    for (;;) {
      const left = patienceMs - (performance.now() - began);
      const [state] = await within(
        left,
        replica.directory<{ replica: boolean; reached: boolean }>({
          name: 'replayed-up-to',
          text: 'SELECT pg_is_in_recovery() AS replica, pg_last_wal_replay_lsn() >= $1::pg_lsn AS reached',
          values: [written?.upTo],
        }),
      );
      if (!state?.replica) throw new Error('it is a replica no more');
      if (state.reached) return;
      if (left < LOOK_AGAIN_MS) throw new Error(`it is more than ${patienceMs} ms behind`);
      await pause(LOOK_AGAIN_MS);
    }
  }

  async function isPresent(): Promise<boolean> {
    try {
      await comesThisFar(REPORT_PATIENCE_MS);
      return true;
    } catch {
      return false;
    }
  }

  /** A reader of an export who has gone is not. */
  const isItsFault = async (error: unknown) => error instanceof pg.DatabaseError || !(await isPresent());

  return {
    async report(actor, work) {
      // What is looked at afterwards is seen afterwards: a snapshot taken before could lack what has been reached since.
      const isThere = follows && (await isPresent());
      if (!isThere) return here(actor, work);
      try {
        return await there(actor, work);
      } catch (error) {
        if (error instanceof Refusal || !(await isItsFault(error))) throw error;
        setFollows(false, error);
        return here(actor, work);
      }
    },
    async glimpse(actor, work) {
      if (!follows) return null;
      try {
        return await within(GLIMPSE_PATIENCE_MS, there(actor, work));
      } catch (error) {
        // Not there yet, perhaps, or not readable for this actor yet: the primary knows.
        if (!(error instanceof Refusal)) setFollows(false, error);
        return null;
      }
    },
    async look() {
      try {
        await comesThisFar(MOST_BEHIND_MS);
        setFollows(true);
      } catch (error) {
        setFollows(false, error);
      }
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`it did not answer within ${Math.round(ms)} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Whatever becomes of it now, nobody is waiting.
    work.catch(() => undefined);
  }
}
