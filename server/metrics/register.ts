import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Makes metrics that say in seconds and whole numbers what the rest of the service says in milliseconds. */
export function registerIn(registry: Registry) {
  const registers = [registry];
  return {
    /**
     * @param known  words of the only label that stand there with 0 from the beginning: whoever asks how much a number has grown does
     * not see how one grew that has just appeared
     * @returns adds one for these words, in the order of `labelNames`
     */
    counter(name: string, help: string, labelNames: readonly string[] = [], known: readonly string[] = []) {
      const counter = new Counter({ name, help, labelNames, registers });
      for (const word of known) counter.inc(labelled(labelNames, [word]), 0);
      return (...words: string[]) => counter.inc(labelled(labelNames, words));
    },
    /**
     * @param buckets  in seconds
     * @param known  as above
     * @returns adds a time in milliseconds; one that clocks have made negative is none
     */
    times(
      name: string,
      help: string,
      buckets: readonly number[],
      labelNames: readonly string[] = [],
      known: readonly string[] = [],
    ) {
      const histogram = new Histogram({ name, help, labelNames, registers, buckets: [...buckets] });
      for (const word of known) histogram.zero(labelled(labelNames, [word]));
      return (ms: number, ...words: string[]) => histogram.observe(labelled(labelNames, words), ms > 0 ? ms / 1000 : 0);
    },
    /** @returns changes the number by so much */
    level(name: string, help: string) {
      const gauge = new Gauge({ name, help, registers });
      return (more: number) => gauge.inc(more);
    },
    /** A number, or one for each word, that is read when somebody asks. */
    reading(name: string, help: string, labelName: string | null, read: () => ReadonlyMap<string, number> | number) {
      const gauge = new Gauge({
        name,
        help,
        labelNames: labelName === null ? [] : [labelName],
        registers,
        collect() {
          gauge.reset();
          const now = read();
          if (typeof now === 'number') gauge.set(now);
          else
            for (const [word, number] of now)
              gauge.set(labelled(labelName === null ? [] : [labelName], [word]), number);
        },
      });
    },
    /** Sums that are kept elsewhere, one for each word, and read when somebody asks. */
    sums(name: string, help: string, labelName: string, read: () => ReadonlyMap<string, number>) {
      const counter = new Counter({
        name,
        help,
        labelNames: [labelName],
        registers,
        collect() {
          counter.reset();
          for (const [word, sum] of read()) counter.inc({ [labelName]: word }, sum);
        },
      });
    },
  };
}
export type Register = ReturnType<typeof registerIn>;

function labelled(names: readonly string[], words: readonly string[]): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [n, name] of names.entries()) labels[name] = words[n] ?? '';
  return labels;
}
