import { judge, type Judged } from './goals.ts';
import type { Machine } from './machine.ts';
import type { Table } from './table.ts';

/** One section as it was measured once: where, when, and of which commit. */
export type Recorded = Machine & { at: string; commit: string; table: Table };
/** By section. */
export type Recording = Readonly<Record<string, Recorded>>;

/** What is new takes the place of what was; sections that were not run keep what they had. @param order  of the sections; one that is no more goes */
export function merge(before: Recording, now: Recording, order: readonly string[]): Recording {
  return Object.fromEntries(
    order.flatMap((name) => {
      const one = now[name] ?? before[name];
      return one === undefined ? [] : [[name, one]];
    }),
  );
}

/** Every goal in it, of which row of which section, and whether it is met. */
export function judgedIn(recording: Recording): (Judged & { section: string; row: string })[] {
  return Object.entries(recording).flatMap(([section, { table }]) =>
    table.rows.flatMap((row) =>
      judge(row).map((one) => ({ ...one, section, row: String(Object.values(row.cells)[0]) })),
    ),
  );
}

export function isMet({ met }: Judged): boolean {
  return met === 'yes' || met === 'stretch';
}
