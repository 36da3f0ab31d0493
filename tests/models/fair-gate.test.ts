import fc from 'fast-check';
import { createFairGate } from '../../models/fair-gate.ts';

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const gateOf = (some: Partial<Parameters<typeof createFairGate>[0]> = {}) =>
  createFairGate({ atOnce: 4, atOncePerLine: 3, mostWaiting: 100, patienceMs: 60_000, ...some });

test('however they come and go: never too many inside, never a place empty that somebody may have, and all are served', async () => {
  const visits = fc.array(fc.record({ line: fc.constantFrom('a', 'b', 'c'), stay: fc.nat({ max: 3 }) }), {
    maxLength: 60,
  });
  await fc.assert(
    fc.asyncProperty(visits, async (all) => {
      const enter = gateOf();
      const inside: string[] = [];
      const waiting: string[] = all.map(({ line }) => line);
      const of = (line: string) => inside.filter((one) => one === line).length;
      await Promise.all(
        all.map(async ({ line, stay }) => {
          const leave = await enter(line);
          waiting.splice(waiting.indexOf(line), 1);
          inside.push(line);
          expect(inside.length).toBeLessThanOrEqual(4);
          expect(of(line)).toBeLessThanOrEqual(3);
          for (let n = 0; n <= stay; n++) await settle();
          const idle = inside.length < 4 && waiting.some((one) => of(one) < 3);
          expect(idle).toBe(false);
          inside.splice(inside.indexOf(line), 1);
          leave();
        }),
      );
      expect(inside).toEqual([]);
      expect(waiting).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('one request of a quiet organization goes before the second of a flood that came before it', async () => {
  const enter = gateOf({ atOnce: 1, atOncePerLine: 1 });
  const order: string[] = [];
  const visit = async (line: string, name: string) => {
    const leave = await enter(line);
    order.push(name);
    await settle();
    leave();
  };
  const flood = Array.from({ length: 50 }, (_, n) => visit('flood', `flood ${n}`));
  await settle();
  await Promise.all([...flood, visit('quiet', 'quiet')]);
  expect(order.indexOf('quiet')).toBeLessThanOrEqual(3);
  expect(order.filter((name) => name !== 'quiet')).toEqual(Array.from({ length: 50 }, (_, n) => `flood ${n}`));
});

test('a line whose people stay leaves room for others', async () => {
  const enter = gateOf();
  const slow = [await enter('slow'), await enter('slow'), await enter('slow')];
  const fourth = jest.fn();
  void enter('slow').then(fourth);
  const leave = await enter('quick');
  await settle();
  expect(fourth).not.toHaveBeenCalled();
  leave();
  await settle();
  expect(fourth).not.toHaveBeenCalled();
  slow[0]?.();
  await settle();
  expect(fourth).toHaveBeenCalledTimes(1);
});

test('a full line refuses at once and keeps no other one out', async () => {
  const enter = gateOf({ atOnce: 1, mostWaiting: 2 });
  const leave = await enter('full');
  const waiting = [enter('full'), enter('full')];
  await expect(enter('full')).rejects.toMatchObject({ code: 'too_many_requests' });
  const other = enter('other');
  leave();
  (await waiting[0])?.();
  (await other)();
  (await waiting[1])?.();
  await expect(enter('full')).resolves.toBeInstanceOf(Function);
});

test('whoever waited too long is told so, and takes nobody’s place', async () => {
  const enter = gateOf({ atOnce: 1, patienceMs: 20 });
  const leave = await enter('a');
  await expect(enter('a')).rejects.toMatchObject({ code: 'unavailable' });
  leave();
  (await enter('a'))();
  await expect(enter('b')).resolves.toBeInstanceOf(Function);
});
