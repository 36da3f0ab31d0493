import { Refusal, type RefusalCode } from '../../models/rules/refusal.ts';

/** What the database itself refuses, said in the service's words. Constraints not named here are answered by their kind. */
const BY_CONSTRAINT: Record<string, RefusalCode> = {
  entries_one_per_person: 'already_waiting',
  entries_one_per_counter: 'counter_busy',
  counter_sessions_one_open: 'counter_in_use',
  appointments_one_per_seat: 'slot_taken',
  appointments_one_service: 'slot_taken',
  appointments_one_start: 'slot_taken',
  appointments_one_place: 'person_busy',
};

const BY_SQLSTATE: Record<string, RefusalCode> = {
  '23505': 'already_taken', // unique violation
  '23503': 'in_use', // foreign key violation
  '22021': 'invalid_input', // a character that no text may hold: U+0000
  '22P05': 'invalid_input', // the same inside JSON
  '40001': 'unavailable',
  '40P01': 'unavailable',
  '55P03': 'unavailable', // lock timeout
  '57014': 'unavailable', // statement timeout
  '57P01': 'unavailable', // the server is shutting down
  '57P03': 'unavailable', // the server is starting
};

/** The refusal that a database error means, or null for one that nobody expected. */
export function refusalFor(error: unknown): Refusal | null {
  const cause = databaseError(error);
  if (cause === null) return null;
  const code =
    (cause.constraint !== undefined ? BY_CONSTRAINT[cause.constraint] : undefined) ?? BY_SQLSTATE[cause.code];
  return code === undefined ? null : new Refusal(code);
}

/** pg throws the error itself; a model wraps it as `parent`. */
function databaseError(error: unknown): { code: string; constraint?: string } | null {
  if (!(error instanceof Error)) return null;
  const cause = 'parent' in error && error.parent instanceof Error ? error.parent : error;
  if (!('code' in cause) || typeof cause.code !== 'string') return null;
  const constraint = 'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
  return constraint === undefined ? { code: cause.code } : { code: cause.code, constraint };
}
