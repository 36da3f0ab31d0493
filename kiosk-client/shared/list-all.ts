import { api } from './api.ts';

/** Every page of a list. For what an organization sets up: some dozens of things, not thousands. */
export async function listAll<T>(path: string): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '?limit=100' : `?limit=100&cursor=${encodeURIComponent(cursor)}`;
    const { data, next_cursor }: { data: T[]; next_cursor: string | null } = await api.get(path + query);
    all.push(...data);
    cursor = next_cursor;
  } while (cursor !== null);
  return all;
}
