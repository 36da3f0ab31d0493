import fc from 'fast-check';
import { FairLines } from '../../models/fair-lines.ts';

const LINES = ['north', 'east', 'south', 'west'];
const MOST = 6;

type Step = { do: 'join' | 'leave'; line: string } | { do: 'next' };
const line = fc.constantFrom(...LINES);
const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('join' as const), line }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('next' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), line }) },
  ),
  { maxLength: 120 },
);

type One = { line: string };

/** Plays the steps on the lines and, a second time, on paper: what either of them said. */
function play(steps: readonly Step[]) {
  const lines = new FairLines<One>(MOST);
  const paper = new Map(LINES.map((name) => [name, [] as One[]]));
  const on = (name: string) => paper.get(name) ?? [];
  const isEmpty = () => LINES.every((name) => on(name).length === 0);
  const said: unknown[] = [];
  const expected: unknown[] = [];
  for (const step of steps) {
    if (step.do === 'join') {
      const one = { line: step.line };
      const hasRoom = on(step.line).length < MOST;
      said.push(lines.join(step.line, one));
      expected.push(hasRoom);
      if (hasRoom) on(step.line).push(one);
    } else if (step.do === 'leave') {
      const last = on(step.line).pop();
      if (last) lines.leave(step.line, last);
    } else {
      const served = lines.next();
      said.push(served);
      expected.push(served ? on(served.line).shift() : isEmpty() ? undefined : 'somebody');
    }
    said.push(lines.isEmpty);
    expected.push(isEmpty());
  }
  return { lines, on, said, expected };
}

test('within a line it is first come, first served; nobody is lost, served twice or let into a full line', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const { said, expected } = play(all);
      expect(said).toEqual(expected);
      for (const [n, one] of said.entries()) expect(one).toBe(expected[n]);
    }),
  );
});

test('nobody who is first in a line sees another line served twice before', () => {
  fc.assert(
    fc.property(steps, line, (all, name) => {
      const { lines, on } = play(all);
      const first = on(name)[0];
      fc.pre(first !== undefined);
      const before: string[] = [];
      for (let n = 0; n <= LINES.length; n++) {
        const served = lines.next();
        if (served === undefined || served === first) break;
        before.push(served.line);
        // Whoever comes meanwhile, however many, goes behind.
        while (lines.join(served.line, { line: served.line }));
      }
      expect(before).toHaveLength(new Set(before).size);
      expect(before.length).toBeLessThan(LINES.length);
      expect(before).not.toContain(name);
    }),
  );
});

test('a line that may not be served now is passed over and keeps its turn', () => {
  const lines = new FairLines<string>(MOST);
  for (const who of ['a1', 'a2', 'b1', 'b2']) lines.join(who.slice(0, 1), who);
  expect(lines.next((name) => name !== 'a')).toBe('b1');
  expect(lines.next((name) => name !== 'a')).toBe('b2');
  expect(lines.next((name) => name !== 'a')).toBeUndefined();
  expect([lines.next(), lines.next(), lines.next()]).toEqual(['a1', 'a2', undefined]);
});
