import { ENTRIES_WITH_COUNTER, ENTRY_COLUMNS, type EntryRow, type StoredEntry } from '../../../models/entry.ts';
import { rankAt, respaced, type OrderKey } from '../../../models/rules/calling-order.ts';
import { openedEntry } from '../../queries/opened-entry.ts';
import type { Writing } from '../transact.ts';
import type { Moved } from './record.ts';

/**
 * Puts somebody at an index among those who wait in the same lane. Where two neighbours leave no room between them, those who
 * stand too close are spread out first, which is why more than one entry may have changed.
 */
export async function placeAt(
  tx: Writing,
  person: EntryRow,
  index: number,
  others: readonly (OrderKey & { id: string })[],
): Promise<{ after: EntryRow; madeRoom: Moved[] }> {
  const rank = rankAt(index, others, person);
  if (rank !== null) return { after: { ...person, rank }, madeRoom: [] };
  const spread = new Map(respaced(others).map(({ seq, rank: newRank }) => [seq, newRank]));
  const rows = await readRows(
    tx,
    others.filter(({ seq }) => spread.has(seq)),
  );
  const madeRoom = rows.map((before) => ({
    before,
    after: { ...before, version: before.version + 1, rank: spread.get(before.seq) ?? before.rank },
  }));
  const roomy = others.map((key) => ({ ...key, rank: spread.get(key.seq) ?? key.rank }));
  return { after: { ...person, rank: rankAt(index, roomy, person) ?? person.rank }, madeRoom };
}

async function readRows(tx: Writing, keys: readonly { id: string }[]): Promise<EntryRow[]> {
  const rows = await tx.query<StoredEntry>({
    name: 'read-entries',
    text: `SELECT ${ENTRY_COLUMNS} FROM ${ENTRIES_WITH_COUNTER} WHERE e.organization_id = $1 AND e.id = ANY ($2::uuid[])`,
    values: [tx.actor.organizationId, keys.map(({ id }) => id)],
  });
  return rows.map((row) => openedEntry(tx, row));
}
