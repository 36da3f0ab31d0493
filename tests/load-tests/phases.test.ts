import fc from 'fast-check';
import { duration, floods, phaseAt, ratio } from '../../load-tests/site/phases.ts';

const plan = fc.record({
  warmUp: fc.integer({ min: 0, max: 20 }),
  length: fc.integer({ min: 1, max: 30 }),
  pairs: fc.integer({ min: 1, max: 5 }),
});

test('every flood is as long as the calm before it, and the floods are when they are said to be', () => {
  fc.assert(
    fc.property(plan, (some) => {
      const seconds = Array.from({ length: duration(some) }, (_, second) => phaseAt(second + 0.5, some));
      const count = (phase: string) => seconds.filter((one) => one === phase).length;
      expect(count('warm-up')).toBe(some.warmUp);
      expect(count('calm')).toBe(some.pairs * some.length);
      expect(count('flood')).toBe(some.pairs * some.length);
      for (const at of floods(some)) {
        expect(phaseAt(at - 0.001, some)).toBe('calm');
        expect(seconds.slice(at, at + some.length)).toEqual(Array.from({ length: some.length }, () => 'flood'));
      }
    }),
  );
});

test('a ratio says how much slower it was, and nothing where nothing was measured', () => {
  expect(ratio(10, 12)).toBe(1.2);
  expect(ratio(undefined, 12)).toBeNull();
  expect(ratio(10, undefined)).toBeNull();
  expect(ratio(0, 12)).toBeNull();
  expect(ratio(10, NaN)).toBeNull();
});
