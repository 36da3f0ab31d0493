import fc from 'fast-check';
import { companyOf, paceOf } from '../../../server/access/pace.ts';
import { ACTOR_KINDS, type Actor } from '../../../models/vocabulary.ts';

test('the pace of a plan may come in a burst of five seconds, of one person in one, and one of many never has all of it', () => {
  expect(paceOf(300, 'organization')).toEqual({ points: 1_500, seconds: 5 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), (requests) => {
      const points = (kind: Parameters<typeof paceOf>[1]) => paceOf(requests, kind)?.points ?? NaN;
      expect(points('principal')).toBeLessThan(points('organization'));
      expect(points('writes')).toBeLessThanOrEqual(points('principal'));
      expect(points('writes')).toBeGreaterThan(0);
    }),
  );
});

test('a plan without a pace leaves the usual limits', () => {
  expect(paceOf(null, 'organization')).toBeNull();
});

test('nobody from outside shares a pace with those who work there', () => {
  const company = (kind: Actor['kind']) => companyOf({ kind } as Actor); // only the kind is looked at
  expect(Object.fromEntries(ACTOR_KINDS.map((kind) => [kind, company(kind)]))).toEqual({
    user: 'organization',
    api_key: 'api_keys',
    operator: 'organization',
    device: 'organization',
    patient: 'guests',
    booking: 'guests',
    public: 'guests',
    system: 'organization',
  });
  expect(companyOf(null)).toBe('guests');
});
