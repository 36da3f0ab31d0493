import type { EntryRow, StoredEntry } from '../../models/entry.ts';
import type { Reading } from './snapshot.ts';

/** The row with what is known of the person. */
export function openedEntry(tx: Pick<Reading, 'personal'>, stored: StoredEntry): EntryRow {
  // Into the row and not into a copy: what is spread costs V8 a multiple for every property.
  return stored.personal === null ? stored : Object.assign(stored, tx.personal.open(stored.id, stored.personal));
}
