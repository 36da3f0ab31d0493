import fc from 'fast-check';
import {
  featuresOf,
  hasFeature,
  hasPlace,
  hasRoom,
  isNearly,
  mostOf,
  PlanLimitReached,
  type Terms,
} from '../../../models/rules/plans.ts';
import { FEATURES, PLAN_LIMITS } from '../../../models/vocabulary.ts';

const figure = fc.option(fc.nat(), { nil: null });
const limits = fc.record(Object.fromEntries(PLAN_LIMITS.map((limit) => [limit, figure])));
const flags = fc.record(Object.fromEntries(FEATURES.map((feature) => [feature, fc.boolean()])), { requiredKeys: [] });
const terms = fc.record({
  plan: fc.record({ limits, features: flags }),
  agreed: fc.record({
    limits: fc.record(Object.fromEntries(PLAN_LIMITS.map((limit) => [limit, figure])), { requiredKeys: [] }),
    features: flags,
  }),
}) as fc.Arbitrary<Terms>; // keyed by the words themselves

describe('what an organization may have', () => {
  test('is what was agreed with it, also where that is less than its plan or without limit, and its plan elsewhere', () => {
    fc.assert(
      fc.property(terms, fc.constantFrom(...PLAN_LIMITS), (some, limit) => {
        const own = limit in some.agreed.limits;
        expect(mostOf(some, limit)).toBe(own ? some.agreed.limits[limit] : some.plan.limits[limit]);
      }),
    );
  });

  test('a feature is there when it was agreed, away when it was agreed away, and as the plan says otherwise', () => {
    fc.assert(
      fc.property(terms, fc.constantFrom(...FEATURES), (some, feature) => {
        const expected = some.agreed.features[feature] ?? some.plan.features[feature] ?? false;
        expect(hasFeature(some, feature)).toBe(expected);
        expect(featuresOf(some)[feature]).toBe(expected);
        expect(Object.keys(featuresOf(some))).toEqual([...FEATURES]);
      }),
    );
  });
});

describe('places of sockets', () => {
  const visits = fc.array(fc.boolean(), { maxLength: 120 });

  test('come in any order: never more than the plan says, and always a tenth for the staff', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), visits, (most, all) => {
        const present = { all: 0, guests: 0 };
        for (const isGuest of all) {
          if (!hasPlace(present, most, isGuest)) continue;
          present.all += 1;
          if (isGuest) present.guests += 1;
        }
        expect(present.all).toBeLessThanOrEqual(most);
        expect(present.guests).toBeLessThanOrEqual(most - Math.ceil(most / 10));
      }),
    );
  });

  test('when the plan became smaller while everybody was there, the staff still find their part free', () => {
    expect(hasPlace({ all: 900, guests: 900 }, 100, false)).toBe(true);
    expect(hasPlace({ all: 909, guests: 900 }, 100, false)).toBe(true);
    expect(hasPlace({ all: 910, guests: 900 }, 100, false)).toBe(false);
    expect(hasPlace({ all: 900, guests: 900 }, 100, true)).toBe(false);
  });

  test('without guests the staff may have all places, without staff the guests all but a tenth', () => {
    expect([99, 100].map((all) => hasPlace({ all, guests: 0 }, 100, false))).toEqual([true, false]);
    expect([89, 90].map((all) => hasPlace({ all, guests: all }, 100, true))).toEqual([true, false]);
  });
});

describe('room', () => {
  test('adding one after the other while there is room ends exactly at the limit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.nat({ max: 100 }), (most, tries) => {
        let used = 0;
        for (let n = 0; n < tries; n++) if (hasRoom(used, most)) used += 1;
        expect(used).toBe(Math.min(most, tries));
      }),
    );
  });

  test('whoever has more than the plan allows may add nothing, and has everything', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (most, over) => {
        expect(hasRoom(most + over, most)).toBe(false);
        expect(hasRoom(most + over, null)).toBe(true);
      }),
    );
  });

  test('a warning comes from four fifths on and stays', () => {
    expect([79, 80, 100, 120].map((used) => isNearly(used, 100))).toEqual([false, true, true, true]);
    expect([3, 4].map((used) => isNearly(used, 5))).toEqual([false, true]);
    expect(isNearly(1_000_000, null)).toBe(false);
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1 }), (used, most) => {
        expect(!isNearly(used, most) || isNearly(used + 1, most)).toBe(true);
        expect(hasRoom(used, most) || isNearly(used, most)).toBe(true);
      }),
    );
  });
});

test('the no says which limit, how much is used and how much is allowed', () => {
  const refusal = new PlanLimitReached('displays', 20, 20);
  expect(refusal).toMatchObject({ code: 'plan_limit', limit: 'displays', used: 20, most: 20 });
  expect(refusal.message).toBe('The plan allows 20 displays and kiosks; 20 are used.');
});
