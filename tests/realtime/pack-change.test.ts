import fc from 'fast-check';
import { emptyState, step, type Effect } from '../../kiosk-client/shared/live/store.ts';
import { COUNTER_STATES, ENTRY_CLASSES, EVENT_TYPES, QUEUE_STATUSES } from '../../models/vocabulary.ts';
import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { PublicBoard, PublicEntry, PublicQueue } from '../../realtime/contract/board.ts';
import type { Change, PublicChange } from '../../realtime/contract/change.ts';
import { packChange, unpackChange } from '../../realtime/contract/pack-change.ts';
import { packedChange, type PackedChange } from '../../realtime/contract/packed-change.ts';
import { joinChanges } from '../../realtime/join-changes.ts';
import { openPaperClinic } from './paper-clinic.ts';

const overTheLine = (change: Change): PackedChange =>
  packedChange.parse(JSON.parse(JSON.stringify(packChange(change))) as unknown);

const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const whole = fc.integer({ min: 0, max: 2_000_000 });
const word = fc.string({ maxLength: 12 });
const moment = fc
  .date({ min: new Date('1970-01-01T00:00:00Z'), max: new Date('2200-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const entry = {
  seq: fc.integer({ min: 1, max: 8 }),
  lane: fc.constantFrom(0, 1),
  rank: fc.maxSafeInteger(),
  ticket_number: word,
  counter: orNull(word),
  called_at: orNull(moment),
  call_seq: orNull(whole),
  recalls: fc.constantFrom(0, 1, 2),
  until: orNull(moment),
};
const statuses = ['waiting', 'called', 'serving', 'no_show'] as const;
const publicEntry = fc.record({ ...entry, status: fc.constantFrom(...statuses) });
const staffEntry = fc.record({
  ...entry,
  id: fc.uuid(),
  status: fc.constantFrom(...statuses, 'parked'),
  counter_id: orNull(fc.uuid()),
  class: fc.constantFrom(...ENTRY_CLASSES),
  patient_name: orNull(word),
  phone: orNull(word),
  note: orNull(word),
  language: orNull(word),
  party_size: fc.constantFrom(1, 2, 50),
  joined_at: moment,
  due_at: moment,
  since: moment,
  snoozes: fc.constantFrom(0, 1),
  coming: fc.boolean(),
});
const queue = {
  name: word,
  prefix: word,
  office_id: fc.uuid(),
  time_zone: word,
  status: fc.constantFrom(...QUEUE_STATUSES),
  reason: orNull(word),
  until: orNull(moment),
};
const counter = { name: word, state: fc.constantFrom(...COUNTER_STATES) };
const publicQueue = fc.record({ ...queue, counters: fc.array(fc.record(counter), { maxLength: 2 }) });
const staffQueue = fc.record({
  ...queue,
  capacity: orNull(whole),
  outcome_required: fc.boolean(),
  counters: fc.array(
    fc.record({ ...counter, id: fc.uuid(), reason: orNull(word), until: orNull(moment), user_id: orNull(fc.uuid()) }),
    { maxLength: 2 },
  ),
});
const envelope = {
  queue_id: fc.uuid(),
  epoch: word,
  at: moment,
  events: fc.array(
    fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      seq: orNull(entry.seq),
      ticket_number: orNull(word),
      counter: orNull(word),
    }),
    { maxLength: 4 },
  ),
  removed: fc.array(whole, { maxLength: 3 }),
};
const versions = fc.tuple(whole, fc.integer({ min: 1, max: 5 }));
const several = { selector: ({ seq }: { seq: number }) => seq, maxLength: 4 };

/** Any change that the contract allows, the joined ones with them; many of its events tell what `set` tells. */
const anyChange: fc.Arbitrary<Change> = fc
  .tuple(
    versions,
    fc.oneof(
      fc.record(
        { ...envelope, set: fc.uniqueArray(publicEntry, several), queue: publicQueue },
        { requiredKeys: ['queue_id', 'epoch', 'at', 'events', 'removed', 'set'] },
      ),
      fc.record(
        { ...envelope, set: fc.uniqueArray(staffEntry, several), queue: staffQueue },
        { requiredKeys: ['queue_id', 'epoch', 'at', 'events', 'removed', 'set'] },
      ),
    ),
    fc.boolean(),
  )
  .map(([[prev, further], change, agrees]) => {
    const events = change.events.map((event) => {
      const known = change.set.find(({ seq }) => seq === event.seq);
      return agrees && known ? { ...event, ticket_number: known.ticket_number, counter: known.counter } : event;
    });
    return { ...change, prev, version: prev + further, events };
  });

test('what comes off the line is the change that went onto it, whatever it says', () => {
  fc.assert(
    fc.property(anyChange, (change) => {
      expect(unpackChange(overTheLine(change))).toEqual(change);
    }),
    { numRuns: 300 },
  );
});

test('a change that is followed says so, and one that nobody follows does not', () => {
  const { public: change } = openPaperClinic().openQueue().join();
  expect(unpackChange(packChange({ ...change, traced: true }))).toEqual({ ...change, traced: true });
  expect(unpackChange(packChange(change))).toEqual(change);
});

test('what is written out is read as it is: by a node of an earlier version, or in an answer', () => {
  const { staff: change } = openPaperClinic().openQueue().join();
  expect(unpackChange(JSON.parse(JSON.stringify(change)) as Change)).toEqual(change);
});

const AT = '2026-11-21T14:02:07.123Z';
const CALLED: PublicChange = {
  queue_id: '01938c0a-1234-7abc-8def-0123456789ab',
  epoch: 'k3x_9QzA',
  prev: 140,
  version: 141,
  at: AT,
  events: [{ type: 'entry.called', seq: 112, ticket_number: 'A112', counter: 'Room 1' }],
  set: [
    {
      seq: 112,
      lane: 1,
      rank: 1_763_733_727,
      ticket_number: 'A112',
      counter: 'Room 1',
      called_at: AT,
      call_seq: 12,
      recalls: 0,
      until: '2026-11-21T14:05:07.123Z',
      status: 'called',
    },
  ],
  removed: [],
};

test('a call is a line that people can read, and short', () => {
  const line = JSON.stringify(packChange(CALLED));
  expect(JSON.parse(line)).toEqual({
    queue_id: '01938c0a-1234-7abc-8def-0123456789ab',
    epoch: 'k3x_9QzA',
    version: 141,
    at: 1_795_269_727_123,
    events: [['entry.called', 112]],
    set: [
      {
        seq: 112,
        rank: 1_763_733_727,
        ticket_number: 'A112',
        counter: 'Room 1',
        called_at: 0,
        call_seq: 12,
        until: 180_000,
        status: 'called',
      },
    ],
  });
  expect(line.length).toBeLessThan(JSON.stringify(CALLED).length * 0.65);
});

test('somebody who leaves is told of in full, for nobody else tells of them', () => {
  const gone: PublicChange = {
    ...CALLED,
    events: [{ type: 'entry.finished', seq: 112, ticket_number: 'A112', counter: 'Room 1' }],
    set: [],
    removed: [112],
  };
  expect(packChange(gone)).toMatchObject({ events: [['entry.finished', 112, 'A112', 'Room 1']], removed: [112] });
});

test('several changes in one frame say which board they are for', () => {
  const queueOnPaper = openPaperClinic().openQueue();
  const [first, second] = [queueOnPaper.join().public, queueOnPaper.join().public];
  expect(packChange(first)).not.toHaveProperty('after');
  expect(packChange(joinChanges(first, second))).toMatchObject({ after: 0, version: 2 });
});

/** The screens' own store as it was before frames were packed: it takes what it hears for a change. */
test('a screen of an earlier version takes every frame for a gap, asks, and is right', () => {
  type Heard = Effect<PublicQueue, PublicEntry>;
  const queueOnPaper = openPaperClinic().openQueue();
  queueOnPaper.join();
  const before = queueOnPaper.board('public') as PublicBoard;
  let { state } = step(emptyState<PublicQueue, PublicEntry>(), { type: 'connected' });
  ({ state } = step(state, { type: 'answered', question: 1, answer: { mode: 'board', board: before } }));
  const told: string[] = [];
  for (const change of [queueOnPaper.join(), queueOnPaper.call(), queueOnPaper.finish()]) {
    const frame = packChange(change.public) as unknown as PublicChange; // what it expects
    const heard = step(state, { type: 'changed', change: frame });
    expect(heard.state.board).toEqual(state.board);
    const [asks] = heard.effects as [Heard];
    expect(asks).toMatchObject({ type: 'ask', known: { version: change.public.prev } });
    const question = asks.type === 'ask' ? asks.question : 0;
    const answer = { mode: 'changes' as const, changes: [change.public] };
    const answered = step(heard.state, { type: 'answered', question, answer });
    for (const effect of answered.effects)
      if (effect.type === 'applied') told.push(...effect.change.events.map(({ type }) => type));
    expect(answered.state).toMatchObject({ asking: null, held: [] });
    state = answered.state;
  }
  expect(state.board).toEqual(queueOnPaper.board('public'));
  expect(told).toEqual(['entry.joined', 'entry.called', 'entry.finished']);
});

test('the law holds over the line: board + what is unpacked = the next board', () => {
  const moves = fc.array(fc.constantFrom('join', 'join', 'call', 'finish'), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(moves, (day) => {
      const queueOnPaper = openPaperClinic().openQueue();
      let board = queueOnPaper.board('public') as PublicBoard;
      let early: PublicChange | null = null;
      for (const move of day) {
        const can = queueOnPaper.board('public').entries.map(({ status }) => status);
        if (move === 'call' && !can.includes('waiting')) continue;
        if (move === 'finish' && !can.includes('called')) continue;
        const { public: change } = queueOnPaper[move]();
        // Every second one goes together with the next.
        const frame: PublicChange = early === null ? change : (joinChanges(early, change) as PublicChange);
        early = early === null && change.version % 2 === 0 ? change : null;
        if (early === null) board = applyChange(board, unpackChange(overTheLine(frame)) as PublicChange);
      }
      if (early !== null) board = applyChange(board, unpackChange(overTheLine(early)) as PublicChange);
      expect(board).toEqual(queueOnPaper.board('public'));
    }),
  );
});
