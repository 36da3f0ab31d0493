import { useEffect, useRef, useState } from 'preact/hooks';
import type { Appointment } from '../../../realtime/contract/resources/appointments.ts';
import { request } from '../api.ts';

type Page = { data: Appointment[]; next_cursor: string | null };

/** Others book, too. */
const AGAIN_MS = 10_000;

export type Appointments = {
  /** null: not read yet. */
  data: readonly Appointment[] | null;
  problem: unknown;
  refresh: () => Promise<void>;
};

/** The appointments that a question asks for, read again every ten seconds while somebody looks. */
export function useAppointments(query: string): Appointments {
  const [read, setRead] = useState<{ query: string; data: readonly Appointment[] } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const pages = useRef(new Map<string, { etag: string | null; page: Page }>());
  const asked = useRef(0);

  async function refresh(): Promise<void> {
    const turn = ++asked.current;
    try {
      const data = await allPages(query, pages.current);
      // An answer that was overtaken is older than what is shown.
      if (turn !== asked.current) return;
      setRead({ query, data });
      setProblem(null);
    } catch (refused) {
      if (turn === asked.current) setProblem(refused);
    }
  }

  useEffect(() => {
    pages.current.clear();
    void refresh();
    const again = () => {
      if (document.visibilityState === 'visible') void refresh();
    };
    const timer = setInterval(again, AGAIN_MS);
    document.addEventListener('visibilitychange', again);
    return () => {
      asked.current++;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [query]);

  return { data: read?.query === query ? read.data : null, problem, refresh };
}

async function allPages(
  query: string,
  known: Map<string, { etag: string | null; page: Page }>,
): Promise<readonly Appointment[]> {
  const all: Appointment[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/appointments?${query}&limit=200${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const before = known.get(path);
    const answer = await request<Page>('GET', path, undefined, before?.etag ? { ifNoneMatch: before.etag } : {});
    const page = answer.body ?? before?.page;
    if (!page) break;
    known.set(path, { etag: answer.etag, page });
    all.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return all;
}
