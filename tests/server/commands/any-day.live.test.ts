import fc from 'fast-check';
import pg from 'pg';
import { closeSession, openSession } from '../../../server/commands/counters/session.ts';
import { arrive } from '../../../server/commands/entries/arrive.ts';
import { callEntry } from '../../../server/commands/entries/call-entry.ts';
import { cancel } from '../../../server/commands/entries/cancel.ts';
import { come } from '../../../server/commands/entries/come.ts';
import { finish } from '../../../server/commands/entries/finish.ts';
import { leave } from '../../../server/commands/entries/leave.ts';
import { markNoShow } from '../../../server/commands/entries/mark-no-show.ts';
import { move } from '../../../server/commands/entries/move.ts';
import { noteEntry } from '../../../server/commands/entries/note-entry.ts';
import { park } from '../../../server/commands/entries/park.ts';
import { recall } from '../../../server/commands/entries/recall.ts';
import { resume } from '../../../server/commands/entries/resume.ts';
import { returnEntry } from '../../../server/commands/entries/return-entry.ts';
import { serve } from '../../../server/commands/entries/serve.ts';
import { snooze } from '../../../server/commands/entries/snooze.ts';
import { transfer } from '../../../server/commands/entries/transfer.ts';
import { undo } from '../../../server/commands/entries/undo.ts';
import { closeQueue, continueQueue, openQueue, pauseQueue } from '../../../server/commands/queues/set-status.ts';
import { ENTRY_LIFECYCLE, type LifecycleMove } from '../../../models/rules/entry-lifecycle.ts';
import { Refusal } from '../../../models/rules/refusal.ts';
import { fireTimers } from '../../../server/jobs/clock.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
let admin: pg.Client;
beforeAll(async () => {
  clinic = await openClinic({ at: '2026-03-10T08:00:00Z' });
  admin = new pg.Client(clinic.adminUrl);
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await clinic.close();
});

/** Two queues with a counter each, and everybody who ever came. */
type Day = { queues: [string, string]; counters: [string, string]; people: string[] };
type Step = { does: keyof typeof DOINGS; who: number; where: number };
type Chosen = Step & { person: string };

/** Everything that anybody can do, to anybody: most of it refused, all of it lawful. */
const DOINGS = {
  join: async (day: Day, { where }: Chosen) => {
    const { id } = await clinic.join(at(day.queues, where), { priority: where % 5 === 0 ? 'urgent' : 'normal' });
    day.people.push(id);
  },
  callNext: (day: Day, { where }: Chosen) => clinic.callNext(at(day.queues, where), at(day.counters, where)),
  callEntry: (day: Day, step: Chosen) =>
    staff((tx) => callEntry(tx, { entry_id: step.person, counter_id: at(day.counters, step.where), reason: 'test' })),
  recall: (_: Day, step: Chosen) => staff((tx) => recall(tx, { entry_id: step.person })),
  serve: (_: Day, step: Chosen) => staff((tx) => serve(tx, { entry_id: step.person })),
  come: (_: Day, step: Chosen) => clinic.act(clinic.patient(step.person), (tx) => come(tx)),
  arrive: (_: Day, step: Chosen) => clinic.act(clinic.patient(step.person), (tx) => arrive(tx)),
  finish: (_: Day, step: Chosen) => staff((tx) => finish(tx, { entry_id: step.person })),
  noShow: (_: Day, step: Chosen) => staff((tx) => markNoShow(tx, { entry_id: step.person })),
  return: (_: Day, step: Chosen) =>
    staff((tx) =>
      returnEntry(tx, { entry_id: step.person, placement: at(['first', 'last', 'fair'] as const, step.where) }),
    ),
  park: (_: Day, step: Chosen) => staff((tx) => park(tx, { entry_id: step.person })),
  resume: (day: Day, step: Chosen) =>
    staff((tx) => resume(tx, { entry_id: step.person, counter_id: at(day.counters, step.where) })),
  snooze: (_: Day, step: Chosen) => clinic.act(clinic.patient(step.person), (tx) => snooze(tx)),
  move: (_: Day, step: Chosen) =>
    staff((tx) => move(tx, { entry_id: step.person, position: (step.where % 6) + 1, reason: 'test' })),
  leave: (_: Day, step: Chosen) => clinic.act(clinic.patient(step.person), (tx) => leave(tx)),
  cancel: (_: Day, step: Chosen) => staff((tx) => cancel(tx, { entry_id: step.person, reason: 'test' })),
  transfer: async (day: Day, step: Chosen) => {
    const placement = at(['first', 'last', 'keep'] as const, step.who);
    const { transferred_to } = await staff((tx) =>
      transfer(tx, { entry_id: step.person, queue_id: at(day.queues, step.where), placement }),
    );
    day.people.push(transferred_to.id);
  },
  note: (_: Day, step: Chosen) =>
    staff((tx) => noteEntry(tx, { entry_id: step.person, note: step.where % 4 === 0 ? '' : `note ${step.where}` })),
  undo: (_: Day, step: Chosen) => staff((tx) => undo(tx, { entry_id: step.person })),
  openQueue: (day: Day, { where }: Chosen) => manage((tx) => openQueue(tx, { queue_id: at(day.queues, where) })),
  closeQueue: (day: Day, { where }: Chosen) => manage((tx) => closeQueue(tx, { queue_id: at(day.queues, where) })),
  pauseQueue: (day: Day, { where }: Chosen) =>
    manage((tx) => pauseQueue(tx, { queue_id: at(day.queues, where), reason: 'test' })),
  continueQueue: (day: Day, { where }: Chosen) =>
    manage((tx) => continueQueue(tx, { queue_id: at(day.queues, where) })),
  openCounter: (day: Day, { where, who: state }: Chosen) =>
    staff((tx) =>
      openSession(tx, {
        counter_id: at(day.counters, where),
        queue_ids: state % 2 === 0 ? day.queues : [at(day.queues, where)],
        ...(state % 7 === 0 ? { state: 'paused' as const, reason: 'tea' } : {}),
      }),
    ),
  closeCounter: (day: Day, { where }: Chosen) =>
    staff((tx) => closeSession(tx, { counter_id: at(day.counters, where) })),
  wait: async (_: Day, step: Chosen) => {
    clinic.pass({ seconds: 20 * step.who });
    await fireTimers(clinic.database, clinic.lawfulDoors, clinic.clock());
  },
};

const staff = (work: Parameters<Clinic['act']>[1]) =>
  clinic.act(clinic.staff, work) as Promise<{ transferred_to: { id: string } }>; // only transfers are looked at
const manage = (work: Parameters<Clinic['act']>[1]) => clinic.act(clinic.manager, work);
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T; // never empty

/** Mostly somebody to whom it can happen, now and then anybody. */
async function who(day: Day, step: Step): Promise<string> {
  const move = MOVES[step.does];
  if (move === undefined || step.who % 5 === 0) return at(day.people.length === 0 ? [NOBODY] : day.people, step.who);
  const { rows } = await admin.query<{ id: string }>(
    `SELECT id FROM entries WHERE queue_id = ANY ($1) AND status = ANY ($2) AND closed_at IS NULL ORDER BY seq`,
    [day.queues, ENTRY_LIFECYCLE[move].from],
  );
  return rows.length === 0 ? NOBODY : at(rows, step.who).id;
}
const NOBODY = '01900000-0000-7000-8000-000000000000';
const MOVES: Partial<Record<Step['does'], LifecycleMove>> = {
  callEntry: 'call',
  recall: 'recall',
  serve: 'serve',
  come: 'come',
  arrive: 'arrive',
  finish: 'finish',
  noShow: 'no_show',
  return: 'return',
  park: 'park',
  resume: 'resume',
  snooze: 'snooze',
  move: 'move',
};

/** What a day is mostly made of. */
const USUAL = [
  'join',
  'join',
  'callNext',
  'callNext',
  'openCounter',
  'openQueue',
  'serve',
  'arrive',
  'finish',
  'noShow',
  'park',
  'resume',
  'recall',
] as const;
const EVERYTHING = Object.keys(DOINGS) as Step['does'][]; // the keys of this very object
const aStep: fc.Arbitrary<Step> = fc.record({
  does: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...USUAL) },
    { weight: 1, arbitrary: fc.constantFrom(...EVERYTHING) },
  ),
  who: fc.nat(30),
  where: fc.nat(30),
});

test('whatever people do on any day, boards follow the law and the books agree', async () => {
  let days = 0;
  const done = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 60, maxLength: 80 }), async (steps) => {
      clinic.setClock('2026-03-10T08:00:00Z');
      const prefix = String.fromCharCode(65 + (days % 26), 65 + Math.floor(days / 26));
      days += 1;
      const queues: Day['queues'] = [
        await clinic.queue(`${prefix}A`, { grace: 5, restore: 10, snooze_limit: 3, recall_pause: 0 }),
        await clinic.queue(`${prefix}B`, { grace: null }),
      ];
      const day: Day = { queues, counters: [await clinic.counter(queues), await clinic.counter(queues)], people: [] };
      for (const step of steps) {
        clinic.pass({ seconds: 3 });
        try {
          await DOINGS[step.does](day, { ...step, person: await who(day, step) });
          done.add(step.does);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      for (const queueId of queues) await expectBooksToAgree(queueId);
    }),
    // Always the same days, so that "everything was done" below is not a matter of luck.
    { numRuns: 20, seed: 20260310 },
  );
  // A day on which nothing succeeds proves nothing.
  expect(done).toEqual(new Set(Object.keys(DOINGS)));
}, 120_000);

async function expectBooksToAgree(queueId: string): Promise<void> {
  const one = async <T extends object>(sql: string) => (await admin.query<T>(sql, [queueId])).rows;
  const [head] = await one<{ version: number; call_seq: number; joined_seq: number }>(
    `SELECT version::int, call_seq::int, joined_seq::int FROM queues WHERE id = $1`,
  );
  const upTo = (last = 0) => Array.from({ length: last }, (_, n) => n + 1);
  const numbers = async (sql: string) => (await one<{ n: number }>(sql)).map(({ n }) => n);
  expect(await numbers(`SELECT version::int AS n FROM queue_events WHERE queue_id = $1 ORDER BY 1`)).toEqual(
    upTo(head?.version),
  );
  expect(await numbers(`SELECT call_seq::int AS n FROM calls WHERE queue_id = $1 ORDER BY 1`)).toEqual(
    upTo(head?.call_seq),
  );
  expect(await numbers(`SELECT seq::int AS n FROM entries WHERE queue_id = $1 ORDER BY 1`)).toEqual(
    upTo(head?.joined_seq),
  );

  // Every status is an interval: one after the other without a hole, the last one open exactly while the stay is.
  const holes = await one(
    `SELECT e.ticket_number FROM entries e CROSS JOIN LATERAL (
       SELECT bool_and(gap IS NULL OR gap = '0') AS whole, count(*) FILTER (WHERE ended_at IS NULL) AS open, min(started_at) AS first
       FROM (SELECT started_at - lag(ended_at) OVER (ORDER BY entry_version) AS gap, started_at, ended_at FROM entry_intervals i WHERE i.entry_id = e.id) i
     ) i WHERE e.queue_id = $1 AND NOT (
       i.first = e.joined_at AND i.open = (CASE WHEN e.closed_at IS NULL THEN 1 ELSE 0 END)
       AND (i.whole OR EXISTS (SELECT FROM queue_events u WHERE u.entry_id = e.id AND u.type = 'entry.undone')))`,
  );
  expect(holes).toEqual([]);
}
