import fc from 'fast-check';
import type { BoardEvent } from '../../realtime/contract/change.ts';
import { checkHistory } from './check-history.ts';
import type { Command, Failover, History, Invariant, Shown } from './history.ts';

type Draft = {
  commands: Command[];
  screens: { name: string; shown: Shown[]; spoken: string[]; board: unknown }[];
  truth: {
    epoch: string;
    version: number;
    log: { version: number; epoch: string; events: BoardEvent[] }[];
    entries: { seq: number; rank: number; status: string; callSeq: number | null }[];
    calls: { callSeq: number; seq: number }[];
    board: unknown;
  };
};

const event = (type: BoardEvent['type'], seq: number): BoardEvent => ({
  type,
  seq,
  ticket_number: null,
  counter: null,
});
const wish = (kind: Command['kind'], seq: number, callSeq: number | null = null): Command => ({
  by: 'Sam',
  kind,
  wish: `${kind} ${seq}`,
  began: 0,
  ended: 1,
  tries: 1,
  refusals: [],
  answer: { status: 201, seq, callSeq },
});

/** So many people come, and so many of them are called; a screen hears some changes alone, some joined, some as a board. */
function goodMorning(people: number, called: number, hops: readonly { by: number; whole: boolean }[]): Draft {
  const seqs = Array.from({ length: people }, (_, n) => n + 1);
  const calls = seqs.slice(0, called);
  const events = [...seqs.map((seq) => event('entry.joined', seq)), ...calls.map((seq) => event('entry.called', seq))];
  const log = events.map((one, n) => ({ version: n + 1, epoch: 'e', events: [one] }));
  const shown: Shown[] = [{ how: 'board', epoch: 'e', version: 0, at: 0 }];
  let version = 0;
  for (const { by, whole } of [...hops, { by: log.length, whole: false }]) {
    const next = Math.min(log.length, version + by);
    if (next === version) break;
    const heard = log.slice(version, next).flatMap((one) => one.events);
    shown.push({ epoch: 'e', version: next, at: 0, ...(whole ? { how: 'board' } : { how: 'changes', events: heard }) });
    version = next;
  }
  return {
    commands: [...seqs.map((seq) => wish('join', seq)), ...calls.map((seq) => wish('call', seq, seq))],
    screens: [{ name: 'TV', shown, spoken: calls.map(String), board: 'same' }],
    truth: {
      epoch: 'e',
      version: log.length,
      log,
      entries: seqs.map((seq) => ({
        seq,
        rank: 0,
        status: seq <= called ? 'called' : 'waiting',
        callSeq: seq <= called ? seq : null,
      })),
      calls: calls.map((seq) => ({ callSeq: seq, seq })),
      board: 'same',
    },
  };
}

const mornings = fc
  .tuple(
    fc.integer({ min: 4, max: 30 }),
    fc.integer({ min: 3, max: 30 }),
    fc.array(fc.record({ by: fc.integer({ min: 1, max: 5 }), whole: fc.boolean() })),
  )
  .map(([people, called, hops]) => goodMorning(people, Math.min(called, people - 1), hops));

test('a morning without a mistake has none', () => {
  fc.assert(fc.property(mornings, (morning) => expect(checkHistory(morning)).toEqual([])));
});

test('two who joined at once may stand the other way round than their numbers, as long as they are called as they stand', () => {
  const morning = goodMorning(4, 2, []);
  morning.truth.entries[0] = { seq: 1, rank: 9, status: 'called', callSeq: 2 };
  morning.truth.entries[1] = { seq: 2, rank: 8, status: 'called', callSeq: 1 };
  expect(found(morning)).toContain('people are called in their order');
  for (const [n, seq] of [2, 1].entries()) {
    morning.truth.log[4 + n] = { version: 5 + n, epoch: 'e', events: [event('entry.called', seq)] };
    morning.truth.calls[n] = { callSeq: n + 1, seq };
    morning.commands[4 + n] = wish('call', seq, n + 1);
  }
  morning.screens = [];
  for (const entry of morning.truth.entries) if (entry.seq > 2) entry.rank = 10;
  expect(checkHistory(morning)).toEqual([]);
});

test('a command that nobody answered may have been done or not, but not twice', () => {
  const morning = goodMorning(5, 3, []);
  const unanswered = (n: number) => {
    morning.commands[n] = { ...(morning.commands[n] as Command), answer: null }; // there are eight
  };
  unanswered(4);
  expect(checkHistory(morning)).toEqual([]);
  morning.commands.push({ ...wish('join', 0), answer: null });
  expect(checkHistory(morning)).toEqual([]);
  morning.commands = morning.commands.filter(({ kind, answer }) => kind !== 'join' || answer !== null);
  expect(found(morning)).toEqual(['a wish is done once']);
});

/** One mistake each, and the rule that must see it. */
const MISTAKES: [string, Invariant, (morning: Draft) => void][] = [
  [
    'somebody is called by two counters',
    'nobody is called twice',
    ({ truth }) => truth.calls.push({ callSeq: truth.calls.length + 1, seq: 1 }),
  ],
  [
    'a call is told to the screens twice',
    'nobody is called twice',
    ({ truth }) => truth.log.at(-1)?.events.push(event('entry.called', 1)),
  ],
  [
    'the last one is called first',
    'people are called in their order',
    ({ truth }) => {
      const first = truth.log.find(({ events }) => events[0]?.type === 'entry.called');
      if (first) first.events = [event('entry.called', truth.entries.length)];
    },
  ],
  ['a ticket number is missing', 'numbers have no gaps', ({ truth }) => truth.entries.splice(1, 1)],
  [
    'a number of a call is left out',
    'numbers have no gaps',
    ({ truth }) => (truth.calls.at(-1) as { callSeq: number }).callSeq++,
  ],
  ['a change was not written down', 'numbers have no gaps', ({ truth }) => truth.log.splice(1, 1)],
  ['the log ends before the queue does', 'numbers have no gaps', ({ truth }) => truth.log.pop()],
  ['somebody who joined is not there', 'what was acknowledged is there', ({ truth }) => truth.entries.pop()],
  [
    'somebody who was called waits again',
    'what was acknowledged is there',
    ({ truth }) => Object.assign(truth.entries[0] ?? {}, { status: 'waiting', callSeq: null }),
  ],
  ['a second try made a second ticket', 'a wish is done once', ({ commands }) => commands.shift()],
  ['two people were given one ticket', 'a wish is done once', ({ commands }) => commands.push(wish('join', 1))],
  ['two counters were given one person', 'a wish is done once', ({ commands }) => commands.push(wish('call', 1, 1))],
  [
    'a counter is told of a conflict',
    'nobody is refused without cause',
    ({ commands }) => Object.assign(commands[0] ?? {}, { refusals: ['unavailable', 'internal_error'] }),
  ],
  [
    'a screen shows something else',
    'a screen ends with the board of the database',
    ({ screens }) => Object.assign(screens[0] ?? {}, { board: 'another' }),
  ],
  [
    'a screen shows an older board',
    'a screen never goes back',
    ({ screens }) => screens[0]?.shown.push({ how: 'board', epoch: 'e', version: 1, at: 0 }),
  ],
  [
    'a change is told twice',
    'a screen hears every change once',
    ({ screens }) => changes(screens).forEach((events) => events.push(...events)),
  ],
  [
    'a change is never told',
    'a screen hears every change once',
    ({ screens }) => changes(screens).forEach((events) => events.shift()),
  ],
  [
    'two changes are told the other way round',
    'a screen hears every change once',
    ({ screens }) => changes(screens).forEach((events) => events.push(...events.splice(0, 1))),
  ],
  ['a call is spoken twice', 'a call is spoken once', ({ screens }) => screens[0]?.spoken.push('1')],
];

test.each(MISTAKES)('it is seen when %s: %s', (_what, invariant, mistake) => {
  // One hop over everything, so that every screen hears changes and several at once.
  for (const [people, called] of [
    [4, 3],
    [30, 29],
    [12, 5],
  ] as const) {
    const morning = goodMorning(people, called, []);
    mistake(morning);
    expect(found(morning)).toContain(invariant);
  }
});

test('every rule has a mistake that it sees', () => {
  const rules = new Set(MISTAKES.map(([, invariant]) => invariant));
  expect(rules.size).toBe(10);
});

describe('a failover to a copy without what came last', () => {
  /** Eight people, six of them called; the copy has what was done until `kept`, and the rest is done once more there. */
  function failedOver(): Draft & { failovers: [Failover & { lost: Draft['truth']; kept: Draft['truth'] }] } {
    const [before, after] = [goodMorning(8, 6, []), goodMorning(8, 6, [])];
    const kept = 11; // all have come, three are called
    const commands = before.commands.map((command, n) => ({ ...command, began: n, ended: n + 0.5 }));
    const again = after.commands.slice(kept).map((command, n) => ({
      ...command,
      wish: `${command.wish} again`,
      began: 100 + n,
      ended: 100.5 + n,
    }));
    const copy = goodMorning(8, 3, []).truth;
    after.truth.epoch = 'f';
    for (const one of after.truth.log.slice(kept)) one.epoch = 'f';
    const [screen] = before.screens;
    const heard = after.truth.log.slice(kept).flatMap(({ events }) => events);
    const shown: Shown[] = [
      ...(screen?.shown ?? []),
      { how: 'board', epoch: 'f', version: kept, at: 100 },
      { how: 'changes', epoch: 'f', version: after.truth.version, events: heard, at: 101 },
    ];
    return {
      commands: [...commands, ...again],
      screens: [{ name: 'TV', shown, spoken: ['1', '2', '3', '4 lost', '4'], board: 'same' }],
      truth: after.truth,
      failovers: [{ copiedAt: kept, openedAt: 50, lost: before.truth, kept: copy }],
    };
  }

  test('loses what the disk held alone, and nothing else is held against anybody', () => {
    expect(checkHistory(failedOver())).toEqual([]);
    const told = failedOver();
    Object.assign(told.commands.at(-3) ?? {}, { refusals: ['counter_busy'] });
    expect(checkHistory(told)).toEqual([]);
  });

  const WRONG: [string, Invariant, (history: ReturnType<typeof failedOver>) => void][] = [
    [
      'what was acknowledged before the copy was made is not on it',
      'what was acknowledged is there',
      ({ truth }) => Object.assign(truth.entries[0] ?? {}, { status: 'waiting', callSeq: null }),
    ],
    [
      'something was lost already while the first disk was there',
      'what was acknowledged is there',
      ({ failovers: [{ lost }] }) => Object.assign(lost.entries[5] ?? {}, { status: 'waiting', callSeq: null }),
    ],
    [
      'a wish is done twice on the copy',
      'a wish is done once',
      ({ commands }) => Object.assign(commands.at(-1) ?? {}, { answer: { status: 201, seq: 5, callSeq: 5 } }),
    ],
    [
      'a counter is refused long after it must have noticed',
      'nobody is refused without cause',
      ({ commands }) =>
        commands.push(...[1, 2, 3].map((n) => ({ ...wish('start', 6), began: 200 + n, ended: 200.5 + n })), {
          ...wish('start', 6),
          began: 210,
          ended: 211,
          refusals: ['not_possible_now'],
        }),
    ],
    [
      'a screen goes on with changes where it needed another board',
      'a screen hears every change once',
      ({ screens }) => screens[0]?.shown.splice(-2, 1),
    ],
    [
      'a screen returns to what is lost',
      'a screen never goes back',
      ({ screens }) => screens[0]?.shown.push({ how: 'board', epoch: 'e', version: 14, at: 300 }),
    ],
    ['a call that was kept is spoken again', 'a call is spoken once', ({ screens }) => screens[0]?.spoken.push('3')],
  ];

  test.each(WRONG)('it is seen when %s', (_what, invariant, mistake) => {
    const history = failedOver();
    mistake(history);
    expect(found(history)).toContain(invariant);
  });
});

function found(history: History): Invariant[] {
  return [...new Set(checkHistory(history).map(({ invariant }) => invariant))];
}

function changes(screens: Draft['screens']): BoardEvent[][] {
  return screens.flatMap(({ shown }) =>
    shown.flatMap((one) => (one.how === 'changes' ? [one.events as BoardEvent[]] : [])),
  );
}
