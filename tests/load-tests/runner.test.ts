import { verdict, type Load } from '../../load-tests/runner/machine.ts';
import { readWords } from '../../load-tests/runner/words.ts';
import { jsonOf, textOf } from '../../load-tests/site/summary.ts';

test('words that are not for the runner are for k6, and the address is found wherever it is said', () => {
  const words = ['soak', '--smoke', '-e', 'BASE_URL=http://one', '--summary-json', 'out.json', '--vus', '3'];
  expect(readWords([...words, '-e', 'BASE_URL=http://two'], { BASE_URL: 'http://three' })).toEqual({
    scenario: 'soak',
    isSmoke: true,
    summaryJson: 'out.json',
    servicePids: [],
    baseUrl: 'http://two',
    organizationsFile: null,
    more: ['-e', 'BASE_URL=http://one', '--vus', '3', '-e', 'BASE_URL=http://two'],
  });
  expect(readWords(['soak', '--service-pids', '12,13'], { BASE_URL: 'http://three' })).toMatchObject({
    baseUrl: 'http://three',
    servicePids: [12, 13],
    isSmoke: false,
  });
  expect(readWords([], {}).scenario).toBe('concurrent-tenants');
  expect(() => readWords(['soak', '--summary-json'], {})).toThrow('--summary-json wants a value.');
});

const idle: Load = { cores: 4, busy: 0.3, k6: 0.1, busiestNode: 0.4, service: 0.1, memory: null };

test.each<[string, Partial<Load>]>([
  ['This machine was full: k6 and the service took from each other', { busy: 0.95, k6: 0.5, service: 0.25 }],
  ['This machine was full, mostly of other things', { busy: 0.95 }],
  ['This machine was full, and of more than k6', { busy: 0.95, busiestNode: null, service: null }],
  ['k6 was full', { k6: 0.85, busy: 0.88 }],
  ['A node of the service was full', { busiestNode: 0.93 }],
  ['Neither side was full', {}],
  ['k6 had room to spare', { busiestNode: null, service: null }],
])('%s', (sentence, seen) => {
  expect(verdict({ ...idle, ...seen })).toContain(sentence);
});

const measured = {
  state: { testRunDurationMs: 12_345 },
  metrics: {
    lateness_ms: {
      type: 'trend',
      contains: 'time',
      values: { count: 4, avg: 2, med: 1.6, 'p(95)': 9, 'p(99)': 11, max: 12 },
      thresholds: { 'p(99)<10': { ok: false } },
    },
    commands_failed: { type: 'rate', contains: 'default', values: { rate: 0, passes: 0, fails: 8 } },
    boards_differ: {
      type: 'counter',
      contains: 'default',
      values: { count: 0 },
      thresholds: { 'count==0': { ok: true } },
    },
  },
};

test('a summary says in words what was missed, and for programs everything', () => {
  const told = { scenario: 'soak', did: 'two screens', more: ['drift x 1'] };
  const text = textOf(told, measured);
  expect(text).toContain('soak: two screens\n  drift x 1\n');
  expect(text).toContain('4 x, half within 2 ms, p95 9, p99 11, longest 12');
  expect(text).toContain('0 of 8');
  expect(text).toContain('MISSED: lateness_ms p(99)<10');
  expect(text).not.toContain('MISSED: boards_differ');
  expect(JSON.parse(jsonOf(told, measured))).toMatchObject({
    scenario: 'soak',
    ok: false,
    seconds: 12,
    thresholds: [
      { metric: 'lateness_ms', wanted: 'p(99)<10', ok: false },
      { metric: 'boards_differ', wanted: 'count==0', ok: true },
    ],
    metrics: { lateness_ms: { max: 12 } },
  });
});
