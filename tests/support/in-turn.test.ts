import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { notToday } from './in-turn.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const TODAY = Date.UTC(2026, 10, 22, 12);
const days = [0, 1, 2, 3, 4, 5].map((n) => notToday(TODAY + n * DAY_MS));
const suites = new Set(days.flat());

test('every suite that is left to another day is there, and has its day within six', () => {
  const tests = join(__dirname, '..');
  const files = readdirSync(tests, { recursive: true, encoding: 'utf8' });
  for (const suite of suites) {
    expect(files).toContain(`${suite}.test.ts`);
    expect(days.filter((left) => !left.includes(suite))).toHaveLength(1);
  }
});

test('the seventh day is the first again', () => {
  expect(notToday(TODAY + 6 * DAY_MS)).toEqual(days[0]);
});
