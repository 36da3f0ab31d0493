import type { EntryRow } from '../../../models/entry.ts';

/** Nobody has called this person, or the call counts no more. */
export const UNCALLED = {
  counter_id: null,
  counter: null,
  call_seq: null,
  called_at: null,
  recalls: 0,
  recalled_at: null,
} as const satisfies Partial<EntryRow>;
