import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMetrics } from '../../../server/metrics/metrics.ts';
import { readMetrics } from './read-metrics.ts';

const docs = (name: string) => readFileSync(join(import.meta.dirname, '../../../docs', name), 'utf8');

/** As they are registered, whether anything was counted yet or not. */
async function registered(): Promise<Map<string, string>> {
  const all = await createMetrics(() => null).registry.getMetricsAsJSON();
  return new Map(all.map(({ name, type }) => [name, String(type)]));
}

/** Every series that an expression may name. */
async function seriesNames(): Promise<Set<string>> {
  const names = [...(await registered())].flatMap(([name, type]) =>
    type === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
  );
  return new Set([...names, 'up']);
}

const namedIn = (expression: string) => expression.match(/\b(?:waitlessq|process|nodejs)_\w+|\bup\b/g) ?? [];

/** What every series is that `name` stands for: no metric is read by nobody. */
const without = (name: string) => name.replace(/_(?:bucket|sum|count)$/, '');

test('every metric stands on the page with its type, and no other', async () => {
  const rows = docs('metrics.md').matchAll(/^\| `(\w+)` \| (\w+) \| ([^|]+) \| [^|]* \| [^|]+ \|$/gm);
  const described = new Map(Array.from(rows, ([, name = '', type = '']) => [name, type]));
  expect(described).toEqual(await registered());
});

test('what counts says so by its name, and times are seconds', async () => {
  for (const [name, type] of await registered()) {
    if (!name.startsWith('waitlessq_')) continue;
    expect(name.endsWith('_total')).toBe(type === 'counter');
    expect(type !== 'histogram' || name.endsWith('_seconds')).toBe(true);
  }
});

test('every alert asks for metrics that there are, and says what to do', async () => {
  const known = await seriesNames();
  const rules = docs('monitoring/alerts.yml').split('- alert: ').slice(1);
  expect(rules.length).toBeGreaterThan(10);
  for (const rule of rules) {
    const expression = /^ +expr: (.+)$/m.exec(rule)?.[1] ?? '';
    const names = namedIn(expression);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(expression.split('(')).toHaveLength(expression.split(')').length);
    expect(rule).toMatch(/^ +labels: \{ severity: (?:page|ticket) \}$/m);
    expect(rule).toMatch(/^ +summary: .+$/m);
    // A colon with a space in a plain text would end it.
    expect(rule).toMatch(/^ +do: [^:#]+$/m);
  }
});

test('every alert is tried in alerts.test.yml', () => {
  const names = Array.from(docs('monitoring/alerts.yml').matchAll(/- alert: (\w+)/g), ([, name]) => name);
  const tried = Array.from(docs('monitoring/alerts.test.yml').matchAll(/alertname="(\w+)"/g), ([, name]) => name);
  expect(new Set(tried)).toEqual(new Set(names));
});

test('an alert that asks how much has grown finds a zero to begin with: what has just appeared has not grown', async () => {
  const series = (await readMetrics(createMetrics(() => null))).series;
  // Routes appear when they are first asked for, and their alerts are about shares and times.
  const selectors = docs('monitoring/alerts.yml').matchAll(/(waitlessq_(?!http_request)\w+)\{(\w+)=~?"([^"]+)"\}/g);
  const missing: string[] = [];
  let looked = 0;
  for (const [, name = '', label = '', words = ''] of selectors) {
    for (const word of words.split('|')) {
      looked += 1;
      const wanted = new RegExp(`^${name}\\{.*${label}="${word}".* 0$`);
      if (!series.some((line) => wanted.test(line))) missing.push(`${name} ${label} ${word}`);
    }
  }
  expect(looked).toBeGreaterThan(8);
  expect(missing).toEqual([]);
});

test('every picture asks for metrics that there are, and each of ours is in one', async () => {
  const known = await seriesNames();
  const { panels } = JSON.parse(docs('monitoring/dashboard.json')) as {
    panels: { title: string; targets?: { expr: string }[] }[];
  };
  const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  for (const expression of expressions) {
    const names = namedIn(expression);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  }
  const shown = new Set(expressions.flatMap(namedIn).map(without));
  const ours = [...(await registered()).keys()].filter((name) => name.startsWith('waitlessq_'));
  expect(ours.filter((name) => !shown.has(name))).toEqual([]);
});
