import { useEffect, useState } from 'preact/hooks';
import { api } from '../../shared/api.ts';
import { useAsking } from '../../shared/use-asking.ts';

type Page<T> = { data: T[]; next_cursor: string | null };

export type Pages<T> = {
  /** Null until the first page is here. */
  rows: readonly T[] | null;
  hasMore: boolean;
  busy: boolean;
  problem: unknown;
  more: () => void;
  /** Reads the first page anew. */
  again: () => Promise<boolean>;
};

/** A list that is read page by page, the next one when somebody wants it. Begins anew when the path changes. */
export function usePages<T>(path: string): Pages<T> {
  const [pages, setPages] = useState<{ path: string; rows: T[]; next: string | null } | null>(null);
  const asking = useAsking();
  const here = pages?.path === path ? pages : null;

  const read = (cursor: string | null) =>
    asking.ask(async () => {
      const query = cursor === null ? '' : `${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`;
      const { data, next_cursor } = await api.get<Page<T>>(path + query);
      setPages({ path, rows: cursor === null ? data : [...(here?.rows ?? []), ...data], next: next_cursor });
    });
  useEffect(() => void read(null), [path]);

  return {
    rows: here?.rows ?? null,
    hasMore: here !== null && here.next !== null,
    busy: asking.busy,
    problem: asking.problem,
    more: () => void read(here?.next ?? null),
    again: () => read(null),
  };
}
