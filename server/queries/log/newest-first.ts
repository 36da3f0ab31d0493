import type { Page } from '../page.ts';

/** A page out of `limit + 1` rows that came the newest first: our ids begin with the time. */
export function newestFirst<R extends { id: string }, A>(
  rows: readonly R[],
  limit: number,
  answer: (row: R) => A,
): Page<A> {
  const shown = rows.slice(0, limit);
  return { data: shown.map(answer), after: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}
