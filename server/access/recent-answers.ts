import { BoundedMap } from './bounded-map.ts';

export type RecentAnswers<V> = {
  /** The answer known for `key`, or the one that `ask` gives. Many who want the same at once share one question. */
  get(key: string, ask: () => Promise<V>): Promise<V>;
  forget(key: string): void;
  forgetAll(): void;
};

/**
 * Answers of the database that may be a little old. What is decided elsewhere takes effect here within `keepMs`.
 * A question that failed is not kept.
 */
export function createRecentAnswers<V>({
  keepMs,
  atMost = 10_000,
}: {
  keepMs: number;
  atMost?: number;
}): RecentAnswers<V> {
  const known = new BoundedMap<string, { until: number; answer: Promise<V> }>(atMost);
  return {
    get(key, ask) {
      const found = known.get(key);
      if (found && found.until > performance.now()) return found.answer;
      known.delete(key);
      const answer = ask();
      known.set(key, { until: performance.now() + keepMs, answer });
      answer.catch(() => {
        if (known.get(key)?.answer === answer) known.delete(key);
      });
      return answer;
    },
    forget: (key) => void known.delete(key),
    forgetAll: () => known.clear(),
  };
}
