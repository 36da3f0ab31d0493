import type { Metrics } from '../../../server/metrics/metrics.ts';

/** What an operator's Prometheus has read. */
export type Readings = {
  text: string;
  /** How many series there are. */
  series: string[];
  /** The sum of all series of that name whose labels are these, whatever their others. */
  sum(name: string, labels?: Record<string, string>): number;
};

export async function readMetrics(metrics: Pick<Metrics, 'registry'>): Promise<Readings> {
  return readingsOf(await metrics.registry.metrics());
}

export async function scrape(metricsUrl: string): Promise<Readings> {
  return readingsOf(await (await fetch(metricsUrl)).text());
}

function readingsOf(text: string): Readings {
  const series = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return {
    text,
    series,
    sum(name, labels = {}) {
      const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
      return series
        .filter((line) => /^[^\s{]+/.exec(line)?.[0] === name && wanted.every((words) => line.includes(words)))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
    },
  };
}
