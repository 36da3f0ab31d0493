type Values = Record<string, number>;
type Metric = { type: string; contains: string; values: Values; thresholds?: Record<string, { ok: boolean }> };
/** What k6 hands over at the end. */
export type Measured = { metrics: Record<string, Metric | undefined>; state?: { testRunDurationMs: number } };

export type Told = {
  scenario: string;
  /** One sentence: what was done, with its figures. */
  did: string;
  /** More lines of this scenario. */
  more?: readonly string[];
};

/** Of every scenario: enough to see the middle, the tail and how many there were. */
export const STATS = ['count', 'avg', 'med', 'p(95)', 'p(99)', 'max'];

/** As a person reads it. */
export function textOf({ scenario, did, more = [] }: Told, { metrics }: Measured): string {
  const all = Object.entries(metrics).filter((pair): pair is [string, Metric] => pair[1] !== undefined);
  const own = all.filter(([name]) => !/^(http_|ws_|iteration|vus|data_|checks|group)/.test(name));
  own.sort(([a], [b]) => a.localeCompare(b));
  return [
    `${scenario}: ${did}`,
    ...more.map((line) => `  ${line}`),
    ...own.map(([name, { values }]) => `  ${name.padEnd(34)} ${inWords(values)}`),
    ...all.flatMap(([name, { thresholds = {} }]) =>
      Object.entries(thresholds)
        .filter(([, { ok }]) => !ok)
        .map(([wanted]) => `  MISSED: ${name} ${wanted}`),
    ),
    (metrics['dropped_iterations']?.values['count'] ?? 0) > 0
      ? `  ${metrics['dropped_iterations']?.values['count']} rounds were never begun: k6 or the service was too slow for the pace that was asked for.`
      : '  Every round was begun in time.',
    '',
  ].join('\n');
}

/** The same for programs. */
export function jsonOf({ scenario, did }: Told, { metrics, state }: Measured): string {
  const thresholds = Object.entries(metrics).flatMap(([metric, one]) =>
    Object.entries(one?.thresholds ?? {}).map(([wanted, { ok }]) => ({ metric, wanted, ok })),
  );
  const values = Object.fromEntries(Object.entries(metrics).map(([name, one]) => [name, one?.values ?? {}]));
  const seconds = state ? Math.round(state.testRunDurationMs / 1_000) : null;
  const ok = thresholds.every((one) => one.ok);
  return JSON.stringify({ scenario, did, ok, seconds, thresholds, metrics: values }, null, 2);
}

function inWords(values: Values): string {
  if (values['med'] !== undefined) {
    const of = (name: string) => (values[name] ?? 0).toFixed(0);
    return `${of('count')} x, half within ${of('med')} ms, p95 ${of('p(95)')}, p99 ${of('p(99)')}, longest ${of('max')}`;
  }
  if (values['rate'] !== undefined && values['passes'] !== undefined)
    return `${values['passes']} of ${(values['passes'] ?? 0) + (values['fails'] ?? 0)}`;
  return String(values['count'] ?? values['value'] ?? '');
}
