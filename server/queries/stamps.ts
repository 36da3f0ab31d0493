import type { Edited } from '../../models/columns.ts';

/** What every answer about a row that people edit begins with. */
export function stampsOf(row: Edited) {
  return {
    id: row.id,
    active: row.active,
    revision: row.revision,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}
