import fc from 'fast-check';
import { isNearly, placeIn } from '../../../kiosk-client/patient/place.ts';
import { waitRange } from '../../../kiosk-client/patient/wait-range.ts';
import type { PublicEntry } from '../../../realtime/contract/board.ts';

describe('the place', () => {
  test('counts those who wait, not those who are called or in service', () => {
    const entries = [
      person(1, 'called'),
      person(2, 'waiting'),
      person(3, 'serving'),
      person(4, 'waiting'),
      person(5, 'no_show'),
      person(6, 'waiting'),
    ];
    expect(placeIn({ entries }, 2)?.before).toBe(0);
    expect(placeIn({ entries }, 6)?.before).toBe(2);
  });

  test('is no number once the person is called', () => {
    expect(placeIn({ entries: [person(1, 'called')] }, 1)).toEqual({ entry: person(1, 'called'), before: null });
  });

  test('is none for who is not on the board', () => {
    expect(placeIn({ entries: [person(1, 'waiting')] }, 9)).toBeNull();
  });

  test('of all who wait, counts from nobody upwards without a gap', () => {
    const statuses = fc.constantFrom('waiting', 'called', 'serving', 'no_show');
    fc.assert(
      fc.property(fc.array(statuses), (all) => {
        const entries = all.map((status, seq) => person(seq, status));
        const places = entries.map(({ seq }) => placeIn({ entries }, seq)?.before).filter((before) => before !== null);
        expect(places).toEqual(places.map((_, index) => index));
      }),
    );
  });

  test('is near when the counters that are open could call as far at once', () => {
    expect([0, 1, 2, 3].map((before) => isNearly(before, 1))).toEqual([true, true, true, false]);
    expect([4, 5].map((before) => isNearly(before, 4))).toEqual([true, false]);
  });
});

describe('the wait', () => {
  test('is a range of five minutes at least, rounded outwards', () => {
    expect(waitRange(12, 18)).toEqual({ unit: 'minutes', from: 10, to: 20 });
    expect(waitRange(10, 10)).toEqual({ unit: 'minutes', from: 10, to: 15 });
    expect(waitRange(0, 3)).toEqual({ unit: 'minutes', from: 0, to: 5 });
    expect(waitRange(80, 150)).toEqual({ unit: 'hours', from: 1, to: 2.5 });
  });

  test('always holds what was estimated', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), (one, other) => {
        const [p20, p80] = [Math.min(one, other), Math.max(one, other)];
        const { unit, from, to } = waitRange(p20, p80);
        const minutes = unit === 'hours' ? 60 : 1;
        expect(from * minutes).toBeLessThanOrEqual(p20);
        expect(to * minutes).toBeGreaterThanOrEqual(p80);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });
});

function person(seq: number, status: PublicEntry['status']): PublicEntry {
  const place = { lane: 1, rank: seq, ticket_number: `A${seq}`, counter: null, called_at: null, call_seq: null };
  return { seq, status, recalls: 0, until: null, ...place };
}
