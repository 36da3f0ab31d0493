import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performancePage } from '../../bench/performance-page.ts';
import { merge, type Recorded, type Recording } from '../../bench/recording.ts';

const docs = join(import.meta.dirname, '../../docs');
const recorded = (of: Partial<Recorded>): Recorded => ({
  at: '2026-01-02T03:04:05.000Z',
  commit: 'abc',
  machine: '2 x Cpu',
  versions: { Node: '20.20.0' },
  table: { title: 'How fast', how: 'By the clock.', busy: 'nobody.', rows: [] },
  ...of,
});
const withFigure = (ms: number | string) =>
  recorded({
    table: {
      title: 'How fast',
      how: 'By the clock.',
      busy: 'nobody.',
      rows: [{ cells: { what: 'a call', ms }, goals: [{ of: 'ms', atMost: 20, stretch: 10 }] }],
    },
  });

test('the page of figures is what was recorded, and nothing else', () => {
  const recording = JSON.parse(readFileSync(join(docs, 'performance.json'), 'utf8')) as Recording; // by `npm run bench`
  expect(readFileSync(join(docs, 'performance.md'), 'utf8')).toBe(performancePage(recording));
});

test.each([
  [9, 'stretch'],
  [10.1, 'yes'],
  [20.1, 'no'],
  ['-', 'not measured'],
])('a figure of %s beside a goal of 20 and a stretch of 10: %s', (ms, met) => {
  expect(performancePage({ calls: withFigure(ms) })).toContain(`| a call | ${ms} | ms ≤ 20, stretch 10 | ${met} |`);
});

test('a reader learns first which goals are missed', () => {
  const page = performancePage({ calls: withFigure(21), boards: withFigure(5) });
  expect(page).toContain('**1 of 2 goals are met.** Not met:\n\n- [calls](#calls): a call: ms ≤ 20, stretch 10 (no)');
});

test('a section that was not run again keeps its figures, and says of when they are', () => {
  const before = { calls: recorded({ commit: 'old' }), boards: recorded({ commit: 'old' }), gone: recorded({}) };
  const recording = merge(before, { boards: recorded({ commit: 'new', at: '2026-02-02T00:00:00.000Z' }) }, [
    'boards',
    'calls',
  ]);
  expect(Object.keys(recording)).toEqual(['boards', 'calls']);
  const page = performancePage(recording);
  expect(page).toContain('Taken on 2026-02-02 at commit new, on 2 x Cpu, with Node 20.20.0, unless a section says');
  expect(page.split('## calls')[1]).toContain('Taken on 2026-01-02 at commit old');
  expect(page.split('## boards')[1]?.split('## calls')[0]).not.toContain('Taken');
});

test('what may not be at all has no goal below zero', () => {
  const table = {
    ...withFigure(0).table,
    rows: [{ cells: { what: 'screens', lost: 1 }, goals: [{ of: 'lost', atMost: 0 }] }],
  };
  expect(performancePage({ drops: recorded({ table }) })).toContain('| screens | 1 | lost = 0 | no |');
});
