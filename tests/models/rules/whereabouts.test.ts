import fc from 'fast-check';
import { metresBetween, whereabouts, type Position } from '../../../models/rules/whereabouts.ts';

const DOOR: Position = { latitude: 52.520_008, longitude: 13.404_954 };
/** So many metres to the north; a degree of latitude is 111.195 km on this sphere. */
const north = (metres: number, of = DOOR): Position => ({ ...of, latitude: of.latitude + metres / 111_195 });

test.each([
  // Distances of the great circle, as printed by others: Paris to London, Quito to Kampala along the equator, pole to pole.
  [{ latitude: 48.8566, longitude: 2.3522 }, { latitude: 51.5074, longitude: -0.1278 }, 343_556],
  [{ latitude: 0, longitude: -78.5 }, { latitude: 0, longitude: 32.5 }, 12_342_665],
  [{ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }, 20_015_115],
])('%j and %j are %d metres apart', (one, other, metres) => {
  expect(Math.abs(metresBetween(one, other) - metres)).toBeLessThan(50);
});

test('it is as far there as back, nowhere to oneself, and never further than half around', () => {
  const somewhere = fc.record({
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
  });
  fc.assert(
    fc.property(somewhere, somewhere, (one, other) => {
      const metres = metresBetween(one, other);
      expect(metres).toBeGreaterThanOrEqual(0);
      expect(metres).toBeLessThanOrEqual(20_015_116);
      expect(metresBetween(other, one)).toBeCloseTo(metres, 3);
      expect(metresBetween(one, one)).toBe(0);
    }),
  );
});

test('a step across the date line is a step', () => {
  expect(metresBetween({ latitude: 0, longitude: 179.999_5 }, { latitude: 0, longitude: -179.999_5 })).toBeCloseTo(
    111,
    0,
  );
});

test.each([
  ['at the door', 0, 10, 'here'],
  ['in the car park', 150, 20, 'here'],
  ['at the edge', 199, 20, 'here'],
  ['just beyond it, as far as the telephone knows', 230, 50, 'not_known'],
  ['in a cellar, where the telephone knows hardly anything', 0, 1_500, 'not_known'],
  ['in the next street', 400, 30, 'away'],
  ['in another town', 80_000, 2_000, 'away'],
])('somebody %s, %d m away and known to %d m, is %s', (_where, metres, accuracy, expected) => {
  expect(whereabouts({ ...north(metres), accuracy }, DOOR, 200)).toBe(expected);
});
