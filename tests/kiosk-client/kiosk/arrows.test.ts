import fc from 'fast-check';
import { nextBox, type Direction } from '../../../kiosk-client/kiosk/arrows.ts';

/** Two columns and three rows of tiles, and a button under them. */
const tiles = [0, 1, 2].flatMap((row) =>
  [0, 1].map((column) => ({ left: column * 300, top: row * 120, width: 280, height: 100 })),
);
const boxes = [...tiles, { left: 0, top: 400, width: 120, height: 60 }];
const go = (from: number, direction: Direction) => {
  const box = boxes[from];
  if (!box) throw new Error('no such tile');
  return nextBox(box, boxes, direction);
};

describe('arrow keys', () => {
  test.each([
    [0, 'ArrowRight', 1],
    [1, 'ArrowLeft', 0],
    [0, 'ArrowDown', 2],
    [3, 'ArrowUp', 1],
    [4, 'ArrowDown', 6],
    [6, 'ArrowUp', 4],
    [0, 'ArrowUp', null],
    [1, 'ArrowRight', null],
  ] as const)('from tile %i %s leads to %s', (from, direction, to) => {
    expect(go(from, direction)).toBe(to);
  });

  test('a wide button under a small one is straight below it', () => {
    const small = { left: 600, top: 0, width: 100, height: 100 };
    const wide = { left: 0, top: 120, width: 560, height: 80 };
    expect(nextBox(small, [small, wide], 'ArrowDown')).toBe(1);
  });

  test('every button can be reached from every other', () => {
    const reached = (start: number) => {
      const seen = new Set([start]);
      for (const at of seen) {
        for (const direction of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
          const to = go(at, direction);
          if (to !== null) seen.add(to);
        }
      }
      return seen.size;
    };
    boxes.forEach((_, start) => expect(reached(start)).toBe(boxes.length));
  });

  test('an arrow never leads the wrong way', () => {
    const box = fc.record({
      left: fc.nat(1000),
      top: fc.nat(1000),
      width: fc.integer({ min: 1, max: 300 }),
      height: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(box, fc.array(box, { maxLength: 12 }), (from, others) => {
        const right = nextBox(from, others, 'ArrowRight');
        const to = right === null ? undefined : others[right];
        expect(to === undefined || to.left + to.width / 2 > from.left + from.width / 2).toBe(true);
      }),
    );
  });
});
