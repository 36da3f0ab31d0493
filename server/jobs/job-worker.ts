import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, runTaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Logger as Log } from 'pino';
import { readUrl, type Database } from '../../models/database.ts';
import { every } from './every.ts';
import { TryLater, type TellPeople } from './tell-people.ts';

/** A job that is added is heard of at once; one whose time has come, or that is added behind a pooler, within this. */
const LOOK_EVERY_MS = 2_000;
/** A mail server that hangs holds up so many letters of this node, and others go on. */
const AT_ONCE = 4;
/** Of a node that died: longer than anything takes that a job does. */
const ABANDONED_AFTER_MS = 120_000;
const LOOK_AFTER_EVERY_MS = 30_000;
/** What was given up stays for whoever wants to know why. */
const KEPT_GIVEN_UP_DAYS = 30;
/** A worker that cannot look for jobs so often in a row is begun anew. */
const FAILURES = 5;
const BEGIN_ANEW_AFTER_MS = 5_000;
/** What is being sent when the node stops is sent; more is not waited for. */
const FAREWELL_MS = 15_000;
const PATIENCE_MS = 5_000;

/** What all nodes together have to do: how much is planned, how much of it is late, and how much was given up. */
export type JobCounts = { planned: number; late: number; given_up: number };
export type OnCounted = (counts: JobCounts) => void;

export type JobWorker = { stop(): Promise<void> };

/**
 * Works off what is planned, together with all other nodes: a job is done by one of them, and outlives each.
 * @param url  the runtime role's; through a pooler that gives every transaction another connection nothing is heard, and jobs are
 * looked for
 */
export function startJobWorker(
  { url, database, tell }: { url: string; database: Database; tell: TellPeople },
  { log, onError, onCounted }: { log: Log; onError: (error: unknown) => void; onCounted?: OnCounted | undefined },
): JobWorker {
  const stopping = new AbortController();
  const running = keepRunning();
  const stopLooking = every(
    LOOK_AFTER_EVERY_MS,
    async () => {
      await freeAbandoned(database, null);
      if (onCounted) onCounted(await countJobs(database));
    },
    onError,
  );

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await work();
      } catch (error) {
        if (!stopping.signal.aborted) onError(error);
      }
      await pause(BEGIN_ANEW_AFTER_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  }

  /** Until it is to stop, or cannot go on. */
  async function work(): Promise<void> {
    const { pool, prepares } = connect(url, onError);
    const events: WorkerEvents = new EventEmitter();
    const worker = runTaskList(
      {
        events,
        noHandleSignals: true,
        noPreparedStatements: !prepares,
        logger: new Logger(() => (level, message) => log.debug({ job_worker: level }, message)),
        preset: {
          worker: {
            concurrentJobs: AT_ONCE,
            pollInterval: LOOK_EVERY_MS,
            gracefulShutdownAbortTimeout: FAREWELL_MS,
            // Without, a job that cannot be taken off the list is an unhandled rejection, and the end of the node.
            completeJobBatchDelay: 0,
            failJobBatchDelay: 0,
          },
        },
      },
      { tell: (payload) => tell(payload) },
      pool,
    );
    let failures = 0;
    let ended = false;
    const end = () => {
      if (!ended) Promise.resolve(worker.gracefulShutdown()).catch(() => undefined); // told by its promise
      ended = true;
    };
    events.on('worker:getJob:error', ({ error }) => {
      failures += 1;
      if (failures === 1) onError(error);
      if (failures >= FAILURES * AT_ONCE) end();
    });
    events.on('worker:getJob:empty', () => (failures = 0));
    events.on('job:start', () => (failures = 0));
    events.on('job:error', ({ error }) => {
      if (!(error instanceof TryLater)) onError(error);
    });
    stopping.signal.addEventListener('abort', end, { once: true });
    if (stopping.signal.aborted) end();
    try {
      await worker.promise;
    } finally {
      stopping.signal.removeEventListener('abort', end);
      await Promise.race([pool.end(), pause(PATIENCE_MS, undefined, { ref: false })]);
    }
  }

  return {
    async stop() {
      stopping.abort();
      await Promise.race([
        Promise.all([running, stopLooking()]),
        pause(FAREWELL_MS + PATIENCE_MS, undefined, { ref: false }),
      ]);
    },
  };
}

/** One connection that listens, and two for what is looked for and taken off the list. */
function connect(url: string, onError: (error: unknown) => void): { pool: pg.Pool; prepares: boolean } {
  const { address, prepare } = readUrl(url);
  const pool = new pg.Pool({
    connectionString: address,
    application_name: 'waitlessq-jobs',
    max: 3,
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: 2 * PATIENCE_MS,
    keepAlive: true,
  });
  // One that breaks is replaced; whoever was at work with it hears of it there.
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return { pool, prepares: prepare };
}

/** What a node kept for itself and will not do any more is for the others. What it has sent, they find sent. */
export async function freeAbandoned(database: Database, now: Date | null): Promise<void> {
  await database.directory({
    name: 'free-abandoned-jobs',
    text: `WITH forgotten AS (
             DELETE FROM graphile_worker._private_jobs WHERE attempts >= max_attempts AND locked_at IS NULL
               AND updated_at < coalesce($1, clock_timestamp()) - make_interval(days => ${KEPT_GIVEN_UP_DAYS}))
           UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL
           WHERE locked_at < coalesce($1, clock_timestamp()) - make_interval(secs => ${ABANDONED_AFTER_MS / 1000})`,
    values: [now],
  });
}

async function countJobs(database: Database): Promise<JobCounts> {
  const [counts] = await database.directory<JobCounts>({
    name: 'count-jobs',
    text: `SELECT count(*) FILTER (WHERE attempts < max_attempts) AS planned,
             count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at < clock_timestamp() - interval '1 minute') AS late,
             count(*) FILTER (WHERE attempts >= max_attempts AND locked_at IS NULL) AS given_up
           FROM graphile_worker._private_jobs`,
    values: [],
  });
  return counts ?? { planned: 0, late: 0, given_up: 0 };
}
