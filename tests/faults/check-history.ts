import { isDeepStrictEqual } from 'node:util';
import { livesOf, type Life } from './lives.ts';
import type { Command, History, Screen, Stored, Truth, Violation } from './history.ts';

/**
 * Everything that is wrong in a history, after everybody has come to rest. Linear in what happened.
 * The people of such a history join, are called, served and finished: nobody is called again, parked or sent back.
 */
export function checkHistory(history: History): Violation[] {
  const lives = livesOf(history);
  return [
    ...lives.flatMap((life) => [
      ...calledTwice(life.stored),
      ...outOfOrder(life.stored),
      ...gaps(life.stored),
      ...lost([...life.kept, ...life.commands], life.stored),
      ...doneTwice(life),
      ...refused(life),
    ]),
    ...history.screens.flatMap((screen) => [
      ...wrongBoard(screen, history.truth),
      ...backwards(screen),
      ...heard(screen, lives),
      ...spokenTwice(screen),
    ]),
  ];
}

function calledTwice({ calls, log }: Stored): Violation[] {
  const invariant = 'nobody is called twice';
  const inLog = log.flatMap(({ events }) => events.filter(({ type }) => type === 'entry.called').map(({ seq }) => seq));
  return [
    ...repeated(calls.map(({ seq }) => seq)).map((seq) => ({ invariant, what: `${seq} has two calls` }) as const),
    ...repeated(inLog).map((seq) => ({ invariant, what: `${seq} was announced as called twice` }) as const),
  ];
}

/** Whoever is called has to be the first of those who wait at that moment. */
function outOfOrder({ log, entries }: Stored): Violation[] {
  const violations: Violation[] = [];
  const rankOf = new Map(entries.map(({ seq, rank }) => [seq, rank]));
  const waiting: number[] = [];
  let front = 0;
  for (const { version, events } of log)
    for (const { type, seq } of events) {
      if (seq === null) continue;
      if (type === 'entry.joined') {
        // Two who join at once may stand the other way round than their numbers say: nearly always this is the end.
        let place = waiting.length;
        while (place > front && isBefore(seq, waiting[place - 1] ?? 0, rankOf)) place--;
        waiting.splice(place, 0, seq);
      }
      if (type !== 'entry.called') continue;
      const first = waiting[front];
      if (first === seq) front++;
      else
        violations.push({
          invariant: 'people are called in their order',
          what: `version ${version} called ${seq}, but ${first ?? 'nobody'} was first`,
        });
    }
  return violations;
}

function isBefore(one: number, other: number, rankOf: ReadonlyMap<number, number>): boolean {
  const [a, b] = [rankOf.get(one) ?? 0, rankOf.get(other) ?? 0];
  return a === b ? one < other : a < b;
}

function gaps({ entries, calls, log, version }: Stored): Violation[] {
  const versions = log.map((one) => one.version);
  const rows: [string, number[]][] = [
    ['tickets', entries.map(({ seq }) => seq)],
    ['calls', calls.map(({ callSeq }) => callSeq)],
    ['versions', versions],
  ];
  const found = rows.flatMap(([what, numbers]) => {
    const start = what === 'versions' ? (numbers[0] ?? 1) : 1;
    const at = numbers.findIndex((number, n) => number !== n + start);
    return at < 0 ? [] : [`${what}: ${numbers[at]} stands where ${at + start} belongs`];
  });
  if ((versions.at(-1) ?? version) !== version) found.push(`the queue is at ${version}, its log at ${versions.at(-1)}`);
  return found.map((what) => ({ invariant: 'numbers have no gaps', what }));
}

/** The least that somebody has reached whose command was acknowledged. */
const REACHED: Record<Command['kind'], readonly string[]> = {
  join: ['waiting', 'called', 'serving', 'served'],
  call: ['called', 'serving', 'served'],
  start: ['serving', 'served'],
  finish: ['served'],
};

function lost(commands: readonly Command[], { entries }: Stored): Violation[] {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  return commands.flatMap(({ by, kind, answer }) => {
    if (answer === null || answer.status >= 300 || answer.seq === null) return [];
    const entry = bySeq.get(answer.seq);
    const wrong =
      !entry || !REACHED[kind].includes(entry.status) || (kind === 'call' && entry.callSeq !== answer.callSeq);
    return wrong
      ? [
          {
            invariant: 'what was acknowledged is there' as const,
            what: `${kind} by ${by} of ${answer.seq} was acknowledged; the database says ${JSON.stringify(entry ?? null)}`,
          },
        ]
      : [];
  });
}

/** There are as many effects as wishes that were acknowledged, and at most one more for each that nobody answered. */
function doneTwice({ commands, kept, began, stored }: Life): Violation[] {
  const invariant = 'a wish is done once';
  const seqs = (those: readonly Command[], kind: Command['kind']) =>
    those.flatMap((command) =>
      command.kind === kind && command.answer !== null && command.answer.status < 300 ? (command.answer.seq ?? []) : [],
    );
  const perKind = (['join', 'call'] as const).flatMap((kind) => {
    const open = commands.filter((command) => command.kind === kind && command.answer === null).length;
    const effects = ({ entries, calls }: Stored) => (kind === 'join' ? entries : calls).length;
    const done = effects(stored) - (began === null ? 0 : effects(began));
    const told = seqs(commands, kind).length;
    return [
      ...repeated(seqs([...kept, ...commands], kind)).map((seq) => `two wishes to ${kind} were told ${seq}`),
      ...(done > told + open ? [`${done} times ${kind}, but ${told} were acknowledged and ${open} not answered`] : []),
    ];
  });
  return perKind.map((what) => ({ invariant, what }));
}

/** What may be said while something is broken; and a queue may be empty. The rest would be a mistake of ours that a row lock or a constraint caught. */
const CAUSES: readonly string[] = ['unavailable', 'too_many_requests'];

/** What a counter may be told that goes on where the lost disk was: nobody was called here, or somebody still stands here. */
const AFTER_A_LOSS: readonly string[] = ['not_found', 'not_possible_now', 'counter_busy'];
/** To start with them, to finish with them, to call the next one: then it has been seen. */
const UNAWARE = 3;

function refused({ commands, began }: Life): Violation[] {
  const asked = new Map<string, string[]>();
  return commands.flatMap(({ by, kind, refusals, answer }) => {
    const before = asked.get(by) ?? [];
    asked.set(by, [...before, `${kind} ${[answer?.seq ?? 'nobody', ...refusals].join(' ')}`]);
    const causes = began !== null && before.length < UNAWARE ? [...CAUSES, ...AFTER_A_LOSS] : CAUSES;
    return refusals
      .filter((code) => !causes.includes(code) && !(kind === 'call' && code === 'queue_empty'))
      .map((code) => ({
        invariant: 'nobody is refused without cause' as const,
        what: `${kind} by ${by}: ${code}, after ${before.slice(-6).join(', ')}`,
      }));
  });
}

function wrongBoard({ name, board }: Screen, truth: Truth): Violation[] {
  if (isDeepStrictEqual(board, truth.board)) return [];
  const what = `${name} shows ${JSON.stringify(board)} instead of ${JSON.stringify(truth.board)}`;
  return [{ invariant: 'a screen ends with the board of the database', what }];
}

/** Neither to an older version nor to a history that has been left. */
function backwards({ name, shown }: Screen): Violation[] {
  const reached = new Map<string, number>();
  return shown.flatMap(({ epoch, version }, n) => {
    const before = shown[n - 1];
    const most = reached.get(epoch);
    reached.set(epoch, version);
    const isBack = most !== undefined && (before?.epoch !== epoch || version <= most);
    return isBack
      ? [{ invariant: 'a screen never goes back' as const, what: `${name}: ${before?.version}, then ${version}` }]
      : [];
  });
}

/** From one board to the next by changes, a screen is told exactly what the log holds between the two, in that order. */
function heard({ name, shown }: Screen, lives: readonly Life[]): Violation[] {
  const logs = new Map(lives.map(({ stored: { epoch, log } }) => [epoch, log.filter((one) => one.epoch === epoch)]));
  const at = new Map(
    [...logs.values()].flatMap((log) => log.map(({ epoch, version }, n) => [`${epoch} ${version}`, n])),
  );
  return shown.flatMap((one, n) => {
    const before = shown[n - 1];
    if (one.how === 'board') return [];
    const [from, to] = [before && at.get(`${before.epoch} ${before.version}`), at.get(`${one.epoch} ${one.version}`)];
    // The first board was there before anything was in the log.
    const begin = from === undefined ? 0 : from + 1;
    // Between two histories there is no change, only another board.
    const isOneHistory = before === undefined || before.epoch === one.epoch;
    const log = logs.get(one.epoch) ?? [];
    const happened =
      to === undefined || !isOneHistory ? null : log.slice(begin, to + 1).flatMap(({ events }) => events);
    const [told, should] = [one.events, happened ?? []].map((events) => JSON.stringify(events.map(inShort)));
    return happened !== null && told === should
      ? []
      : [
          {
            invariant: 'a screen hears every change once' as const,
            what: `${name} at ${one.version} was told ${told}, the log has ${happened === null ? 'no such version' : should}`,
          },
        ];
  });
}

function inShort({ type, seq }: { type: string; seq: number | null }): string {
  return `${type} ${seq ?? ''}`;
}

function spokenTwice({ name, spoken }: Screen): Violation[] {
  return repeated(spoken).map((key) => ({ invariant: 'a call is spoken once', what: `${name}: ${key}` }));
}

function repeated<T>(all: readonly T[]): T[] {
  const met = new Set<T>();
  return all.filter((one) => met.size === met.add(one).size);
}
