import { BoundedMap } from './bounded-map.ts';

export type RecentAnswers<V> = {
  /** The answer known for `key`, or the one that `ask` gives. Many who want the same at once share one question. */
  get(key: string, ask: () => Promise<V>): Promise<V>;
  forget(key: string): void;
  /** Forgets the answers that this is true of, and those that are still being asked for. */
  forgetWhere(concerned: (answer: V) => boolean): void;
  forgetAll(): void;
};

type Known<V> = { until: number; answer: Promise<V>; answered: { value: V } | null };

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
  const known = new BoundedMap<string, Known<V>>(atMost);
  return {
    get(key, ask) {
      const found = known.get(key);
      if (found && found.until > performance.now()) return found.answer;
      known.delete(key);
      const answer = ask();
      const kept: Known<V> = { until: performance.now() + keepMs, answer, answered: null };
      known.set(key, kept);
      answer.then(
        (value) => (kept.answered = { value }),
        () => {
          if (known.get(key) === kept) known.delete(key);
        },
      );
      return answer;
    },
    forget: (key) => void known.delete(key),
    forgetWhere(concerned) {
      for (const [key, { answered }] of known) if (answered === null || concerned(answered.value)) known.delete(key);
    },
    forgetAll: () => known.clear(),
  };
}
