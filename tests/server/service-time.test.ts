import { createServiceTime } from '../../server/service-time.ts';

const HOUR = 3_600_000;

/** A database whose clock differs by so much from this machine's. */
const databaseAt = (offset: () => number) => ({
  directory: async <Row extends object>() => [{ now: new Date(Date.now() + offset()) }] as unknown as Row[], // what it is asked for
});

afterEach(() => jest.restoreAllMocks());

test('a node whose clock is wrong goes by the database, to the second', async () => {
  for (const offset of [HOUR, -HOUR]) {
    const time = createServiceTime(databaseAt(() => offset));
    await time.learn();
    expect(Math.abs(time.now() - Date.now() - offset)).toBeLessThan(1_000);
  }
});

test('a difference that may be the way there and back changes nothing', async () => {
  const time = createServiceTime(databaseAt(() => 400));
  const before = time.now() - performance.now();
  await time.learn();
  expect(time.now() - performance.now()).toBeCloseTo(before, 1);
});

test('a clock that jumps is not noticed, also before the database is asked again', async () => {
  const time = createServiceTime(databaseAt(() => 0));
  await time.learn();
  const before = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(before + HOUR);
  expect(Math.abs(time.now() - before)).toBeLessThan(1_000);
});
