import fc from 'fast-check';
import {
  type CallingPolicy,
  compareOrder,
  DEFAULT_CALLING_POLICY,
  dueAt,
  indexFor,
  type OrderKey,
  rankAt,
  rankOf,
  respaced,
} from '../../../models/rules/calling-order.ts';
import { LANES, PLACEMENTS } from '../../../models/vocabulary.ts';

const MINUTE = 60_000;
const NINE = Date.UTC(2026, 10, 23, 9);
const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00Z`);
const clockOf = (moment: number) => new Date(moment).toISOString().slice(11, 16);

describe('when a person is due', () => {
  const due = (person: Parameters<typeof dueAt>[0], policy: CallingPolicy = DEFAULT_CALLING_POLICY) =>
    clockOf(dueAt(person, policy));

  test.each([
    ['a walk-in is due 45 minutes after arriving', 'walk_in', '09:00', null, '09:45'],
    [
      'somebody early for an appointment is due 15 minutes after its beginning',
      'appointment',
      '08:20',
      '09:00',
      '09:15',
    ],
    ['somebody punctual is due 15 minutes after its beginning', 'appointment', '09:00', '09:00', '09:15'],
    ['somebody a little late is due 15 minutes after arriving', 'appointment', '09:10', '09:00', '09:25'],
    [
      'somebody just late enough to be excused is due 15 minutes after arriving',
      'appointment',
      '09:15',
      '09:00',
      '09:30',
    ],
    ['somebody too late counts as a walk-in from the arrival', 'appointment', '09:16', '09:00', '10:01'],
    ['somebody booked without a time counts as a walk-in', 'appointment', '09:00', null, '09:45'],
    ['a walk-in is not due earlier for a slot that somebody else booked', 'walk_in', '09:00', '09:00', '09:45'],
  ] as const)('%s', (_, kind, arrived, slot, expected) => {
    expect(due({ class: kind, arrivedAt: at(arrived), slotStartsAt: slot === null ? null : at(slot) })).toBe(expected);
  });

  test('a queue may promise other times', () => {
    const policy = { walk_in_target: 30, appointment_target: 5, late_after: 2 };
    expect(due({ class: 'walk_in', arrivedAt: NINE, slotStartsAt: null }, policy)).toBe('09:30');
    expect(due({ class: 'appointment', arrivedAt: NINE, slotStartsAt: NINE }, policy)).toBe('09:05');
    expect(due({ class: 'appointment', arrivedAt: NINE + 3 * MINUTE, slotStartsAt: NINE }, policy)).toBe('09:33');
  });

  test('nobody gains by coming later, whatever the class and the slot', () => {
    const minutes = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(
        fc.constantFrom('walk_in' as const, 'appointment' as const),
        fc.option(minutes),
        minutes,
        fc.nat(120),
        (kind, slot, arrives, later) => {
          const person = { class: kind, slotStartsAt: slot === null ? null : NINE + slot * MINUTE };
          const early = dueAt({ ...person, arrivedAt: NINE + arrives * MINUTE }, DEFAULT_CALLING_POLICY);
          const late = dueAt({ ...person, arrivedAt: NINE + (arrives + later) * MINUTE }, DEFAULT_CALLING_POLICY);
          expect(late).toBeGreaterThanOrEqual(early);
        },
      ),
    );
  });

  test('a rank is exact: who is due a millisecond earlier is called earlier, until the year 2255', () => {
    const moment = fc.integer({ min: 0, max: Date.UTC(2255, 0) });
    fc.assert(
      fc.property(moment, (due) => {
        expect(Number.isSafeInteger(rankOf(due))).toBe(true);
        expect(rankOf(due + 1) - rankOf(due)).toBe(1000);
      }),
    );
  });
});

/** A small world, so that ties in lane and rank are common. */
const key = fc.record({
  lane: fc.constantFrom(LANES.urgent, LANES.normal),
  rank: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: rankOf(NINE), max: rankOf(Date.UTC(2254, 0)) })),
  seq: fc.nat(10_000),
});
const people = fc.uniqueArray(key, { selector: ({ seq }) => seq, maxLength: 30 });
const inOrder = (keys: readonly OrderKey[]) => keys.toSorted(compareOrder);
const seqs = (keys: readonly { seq: number }[]) => keys.map(({ seq }) => seq);
/** One lane and one person besides, who may stand anywhere. */
const lane = people.map((keys) => inOrder(keys.map((one) => ({ ...one, lane: LANES.normal }))));
const laneAndPerson = fc.tuple(lane, key).map(([others, one]) => ({
  others: others.filter(({ seq }) => seq !== one.seq),
  own: { ...one, lane: LANES.normal },
}));

describe('who is next', () => {
  test('of two people exactly one is before the other, whoever is asked about first', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareOrder(a, b)) + Math.sign(compareOrder(b, a))).toBe(0);
        expect(compareOrder(a, b) === 0).toBe(a.lane === b.lane && a.rank === b.rank && a.seq === b.seq);
      }),
    );
  });

  test('whoever is before somebody is before everybody behind', () => {
    fc.assert(
      fc.property(key, key, key, (a, b, c) => {
        fc.pre(compareOrder(a, b) <= 0 && compareOrder(b, c) <= 0);
        expect(compareOrder(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('the order is the one of ORDER BY lane, rank, seq', () => {
    const padded = (value: number) => String(value).padStart(16, '0');
    const column = ({ lane: l, rank, seq }: OrderKey) => [l, rank, seq].map(padded).join();
    fc.assert(
      fc.property(people, (keys) => {
        expect(inOrder(keys).map(column)).toEqual(keys.map(column).toSorted());
      }),
    );
  });

  test('urgent people are called before everybody else, however long those wait', () => {
    fc.assert(
      fc.property(people, (keys) => {
        const lanes = inOrder(keys).map((one) => one.lane);
        expect(lanes).toEqual(lanes.toSorted((a, b) => a - b));
      }),
    );
  });

  test('people of one class are called as they arrived, two of the same moment as they joined', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 20 }), (pauses) => {
        let arrivedAt = NINE;
        const joined = pauses.map((pause, index): OrderKey => {
          arrivedAt += pause;
          const due = dueAt({ class: 'walk_in', arrivedAt, slotStartsAt: null }, DEFAULT_CALLING_POLICY);
          return { lane: LANES.normal, rank: rankOf(due), seq: index + 1 };
        });
        expect(seqs(inOrder(joined.toReversed()))).toEqual(seqs(joined));
      }),
    );
  });

  test('a punctual appointment goes before a walk-in who came up to half an hour before, and behind an earlier one', () => {
    const rank = (kind: 'walk_in' | 'appointment', arrived: string, slot: string | null) =>
      rankOf(
        dueAt(
          { class: kind, arrivedAt: at(arrived), slotStartsAt: slot === null ? null : at(slot) },
          DEFAULT_CALLING_POLICY,
        ),
      );
    const booked = { lane: LANES.normal, rank: rank('appointment', '08:55', '09:00'), seq: 1 };
    const recent = { lane: LANES.normal, rank: rank('walk_in', '08:31', null), seq: 2 };
    const patient = { lane: LANES.normal, rank: rank('walk_in', '08:29', null), seq: 3 };
    expect(seqs(inOrder([recent, booked, patient]))).toEqual([patient.seq, booked.seq, recent.seq]);
  });
});

describe('moving a person', () => {
  const placeAt = (index: number, others: readonly OrderKey[], own: OrderKey) => {
    const rank = rankAt(index, others, own);
    if (rank !== null) return { others, own: { ...own, rank } };
    const ranks = new Map(respaced(others).map((moved) => [moved.seq, moved.rank]));
    const roomy = others.map((other) => ({ ...other, rank: ranks.get(other.seq) ?? other.rank }));
    return { others: roomy, own: { ...own, rank: rankAt(index, roomy, own) ?? NaN } };
  };
  const anywhere = laneAndPerson.chain(({ others, own }) =>
    fc.record({ others: fc.constant(others), own: fc.constant(own), index: fc.nat(others.length) }),
  );

  test('puts the person exactly where staff said, and nobody else before or behind another', () => {
    fc.assert(
      fc.property(anywhere, ({ others, own, index }) => {
        const placed = placeAt(index, others, own);
        const order = seqs(inOrder([...placed.others, placed.own]));
        expect(order).toEqual(seqs(others).toSpliced(index, 0, own.seq));
      }),
    );
  });

  test('leaves everybody else untouched unless two stand too close for a third', () => {
    fc.assert(
      fc.property(anywhere, ({ others, own, index }) => {
        const rank = rankAt(index, others, own);
        const [before, after] = [others[index - 1], others[index]];
        const tooClose = before !== undefined && after !== undefined && after.rank - before.rank < 2;
        expect(rank === null).toBe(tooClose && !(compareOrder(before, own) < 0 && compareOrder(own, after) < 0));
      }),
    );
  });

  test('keeps the due time of somebody who belongs there anyway', () => {
    fc.assert(
      fc.property(laneAndPerson, ({ others, own }) => {
        expect(rankAt(indexFor('keep', others, own, 3), others, own)).toBe(own.rank);
      }),
    );
  });

  test('leaves a rank that the database can store', () => {
    fc.assert(
      fc.property(anywhere, ({ others, own, index }) => {
        expect(Number.isSafeInteger(placeAt(index, others, own).own.rank)).toBe(true);
      }),
    );
  });

  test('works a thousand times into the same gap', () => {
    let others: readonly OrderKey[] = [1, 2].map((seq) => ({ lane: LANES.normal, rank: rankOf(NINE) + seq, seq }));
    for (let seq = 3; seq <= 1_002; seq++) {
      const placed = placeAt(1, others, { lane: LANES.normal, rank: rankOf(NINE + 60 * MINUTE), seq });
      others = inOrder([...placed.others, placed.own]);
    }
    expect(seqs(others)).toEqual([1, ...Array.from({ length: 1_000 }, (_, index) => 1_002 - index), 2]);
  });
});

describe('making room', () => {
  const afterwards = (keys: readonly OrderKey[]) => {
    const ranks = new Map(respaced(keys).map((moved) => [moved.seq, moved.rank]));
    return keys.map((one) => ({ ...one, rank: ranks.get(one.seq) ?? one.rank }));
  };

  test('keeps the order and leaves a second between any two', () => {
    fc.assert(
      fc.property(lane, (keys) => {
        const roomy = afterwards(keys);
        expect(seqs(inOrder(roomy))).toEqual(seqs(keys));
        for (const [index, one] of roomy.entries()) {
          expect(one.rank - (roomy[index - 1]?.rank ?? -Infinity)).toBeGreaterThanOrEqual(1_000_000);
        }
      }),
    );
  });

  test('moves nobody forward, nobody twice, and nobody who has room', () => {
    fc.assert(
      fc.property(lane, (keys) => {
        for (const { seq, rank } of respaced(keys)) {
          expect(rank).toBeGreaterThan(keys.find((one) => one.seq === seq)?.rank ?? Infinity);
        }
        expect(respaced(afterwards(keys))).toEqual([]);
      }),
    );
  });

  test('somebody due between two distant people is still called between them', () => {
    const waiting = ['09:00', '09:00', '09:45'].map((due, index) => ({
      lane: LANES.normal,
      rank: rankOf(at(due)),
      seq: index + 1,
    }));
    const newcomer = { lane: LANES.normal, rank: rankOf(at('09:20')), seq: 4 };
    expect(seqs(inOrder([...afterwards(waiting), newcomer]))).toEqual([1, 2, 4, 3]);
  });
});

describe('where a returning or transferred person goes', () => {
  const others: OrderKey[] = [10, 20, 30, 40, 50].map((rank) => ({ lane: LANES.normal, rank, seq: rank }));
  const own = (rank: number, seq = 99): OrderKey => ({ lane: LANES.normal, rank, seq });

  test.each([
    ['first goes before everybody', 'first', own(35), 3, 0],
    ['last goes behind everybody', 'last', own(5), 3, 5],
    ['fair goes behind three others', 'fair', own(5), 3, 3],
    ['fair goes behind all when fewer wait', 'fair', own(5), 9, 5],
    ['keep goes by the own due time', 'keep', own(35), 3, 3],
    ['keep goes first when due before all', 'keep', own(5), 3, 0],
    ['keep goes last when due after all', 'keep', own(55), 3, 5],
    ['keep goes behind somebody due at once who joined earlier', 'keep', own(30, 31), 3, 3],
    ['keep goes before somebody due at once who joined later', 'keep', own(30, 29), 3, 2],
  ] as const)('%s', (_, placement, person, behind, index) => {
    expect(indexFor(placement, others, person, behind)).toBe(index);
  });

  test('there is always such a place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLACEMENTS),
        laneAndPerson,
        fc.integer({ min: 1, max: 50 }),
        (placement, world, behind) => {
          const index = indexFor(placement, world.others, world.own, behind);
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThanOrEqual(world.others.length);
        },
      ),
    );
  });
});
