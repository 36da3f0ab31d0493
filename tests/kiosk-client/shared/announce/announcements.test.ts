import fc from 'fast-check';
import {
  advance,
  hear,
  noAnnouncements,
  SHORTEST_TURN,
  STALE_AFTER,
  withdraw,
  type Announcements,
  type Call,
} from '../../../../kiosk-client/shared/announce/announcements.ts';

const call = (number: number, at = 0, again = false): Call => ({
  key: `queue:${number}:${again ? 1 : 0}`,
  queue_id: 'queue',
  version: number,
  ticket_number: `A${String(number).padStart(3, '0')}`,
  counter: 'Room 1',
  again,
  at,
});

type Deed =
  | { kind: 'hear'; number: number; again: boolean; late: number }
  | { kind: 'wait'; ms: number }
  | { kind: 'silence' };
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('hear' as const),
      number: fc.nat(30),
      again: fc.boolean(),
      late: fc.nat(90_000),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(9_000) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'silence' as const }) },
);

type Turn = { key: string; from: number; to: number; spokenUntil: number | null };

/** Plays the deeds as an announcer would and notes who had which turn. Everybody is let finish at the end. */
function play(deeds: readonly Deed[]): { turns: Turn[]; expected: string[] } {
  let state: Announcements = noAnnouncements();
  let now = 0;
  let speaking = false;
  const turns: Turn[] = [];
  const heard = new Set<string>();
  const expected: string[] = [];
  const step = () => {
    const before = state.current;
    state = advance(state, now, speaking);
    if (state.current === before) return;
    const last = turns[turns.length - 1];
    if (before && last) last.to = now;
    if (!state.current) return;
    turns.push({ key: state.current.call.key, from: now, to: Infinity, spokenUntil: null });
    speaking = true;
  };
  const hush = () => {
    const last = turns[turns.length - 1];
    if (speaking && last) last.spokenUntil = now;
    speaking = false;
    step();
  };
  for (const one of deeds) {
    if (one.kind === 'hear') {
      const heardCall = call(one.number, now - one.late, one.again);
      if (!heard.has(heardCall.key) && one.late <= STALE_AFTER) expected.push(heardCall.key);
      heard.add(heardCall.key);
      state = hear(state, heardCall, now);
      step();
    } else if (one.kind === 'wait') {
      now += one.ms;
      step();
    } else hush();
  }
  while (state.current !== null) {
    now += SHORTEST_TURN;
    hush();
  }
  return { turns, expected };
}

describe('announcements', () => {
  test('whatever is heard, in whatever order and however often, every call has one turn, in the order it was heard', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 120 }), (deeds) => {
        const { turns, expected } = play(deeds);
        expect(turns.map((turn) => turn.key)).toEqual(expected);
      }),
    );
  });

  test('two calls are never announced at once: a turn lasts six seconds and until speech has ended', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 120 }), (deeds) => {
        const { turns } = play(deeds);
        turns.forEach((turn, index) => {
          const next = turns[index + 1];
          expect(turn.to - turn.from).toBeGreaterThanOrEqual(SHORTEST_TURN);
          expect(turn.spokenUntil ?? Infinity).toBeLessThanOrEqual(turn.to);
          expect(next === undefined || next.from >= turn.to).toBe(true);
        });
      }),
    );
  });

  test('six people called at once are announced one after the other', () => {
    const burst = [1, 2, 3, 4, 5, 6].map((number): Deed => ({ kind: 'hear', number, again: false, late: 0 }));
    const { turns } = play(burst);
    expect(turns.map((turn) => turn.key)).toEqual([1, 2, 3, 4, 5, 6].map((number) => call(number).key));
  });

  test('somebody called again has another turn', () => {
    let state = hear(hear(noAnnouncements(), call(1), 0), call(1, 0, true), 0);
    state = advance(state, 0, false);
    expect(state.current?.call.again).toBe(false);
    expect(advance(state, SHORTEST_TURN, false).current?.call.again).toBe(true);
  });

  test('a call that a display hears of a minute late is not shouted, not even when it hears of it again', () => {
    const late = hear(noAnnouncements(), call(1, 0), STALE_AFTER + 1);
    expect(advance(late, 0, false).current).toBeNull();
    expect(hear(late, call(1, STALE_AFTER), STALE_AFTER)).toBe(late);
  });

  test('a call announced before the page was loaded again is not announced twice', () => {
    const { known } = hear(noAnnouncements(), call(1), 0);
    expect(hear(noAnnouncements(known), call(1), 0).waiting).toEqual([]);
  });

  test('a call taken back before its turn is dropped; the one being announced ends in its time', () => {
    let state = [1, 2, 3].reduce((all, number) => hear(all, call(number), 0), noAnnouncements());
    state = advance(state, 0, false);
    state = withdraw(state, ({ version }) => version < 3);
    expect(state.current?.call.version).toBe(1);
    expect(advance(state, SHORTEST_TURN, false).current?.call.version).toBe(3);
  });
});
