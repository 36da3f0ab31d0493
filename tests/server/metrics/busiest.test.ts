import fc from 'fast-check';
import { Busiest, OTHERS } from '../../../server/metrics/busiest.ts';

const noteAll = (busiest: Busiest, ...done: [who: string, weight: number][]) =>
  done.forEach(([who, weight]) => busiest.note(who, weight));

test('the busiest are called by their names, and everybody else other', () => {
  const busiest = new Busiest(2);
  noteAll(busiest, ['quiet', 1], ['busy', 10], ['busier', 20]);
  expect(busiest.nameOf('busier')).toBe(OTHERS);
  busiest.giveOut();
  expect(['quiet', 'busy', 'busier'].map((who) => busiest.nameOf(who))).toEqual([OTHERS, 'busy', 'busier']);
});

test('somebody a little busier takes nobody’s place, somebody who floods does at once', () => {
  const busiest = new Busiest(1);
  noteAll(busiest, ['steady', 100]);
  busiest.giveOut();
  noteAll(busiest, ['steady', 100], ['neighbour', 190]);
  expect(busiest.giveOut()).toEqual([]);
  noteAll(busiest, ['steady', 100], ['flood', 10_000]);
  expect(busiest.giveOut()).toEqual(['steady']);
  expect(busiest.nameOf('flood')).toBe('flood');
});

test('whoever does nothing any more is forgotten and leaves a place', () => {
  const busiest = new Busiest(1);
  noteAll(busiest, ['gone', 4]);
  const lost = Array.from({ length: 12 }, () => busiest.giveOut()).flat();
  expect(lost).toEqual(['gone']);
  noteAll(busiest, ['new', 1]);
  busiest.giveOut();
  expect(busiest.nameOf('new')).toBe('new');
});

test('whatever everybody does, there are never more names than places', () => {
  const rounds = fc.array(fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }).map(String), fc.nat(1_000))), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(rounds, fc.integer({ min: 1, max: 5 }), (all, places) => {
      const busiest = new Busiest(places);
      for (const round of all) {
        noteAll(busiest, ...round);
        busiest.giveOut();
        const names = new Set(Array.from({ length: 31 }, (_, n) => busiest.nameOf(String(n))));
        names.delete(OTHERS);
        expect(names.size).toBeLessThanOrEqual(places);
      }
    }),
  );
});
