import type { Column } from './tables.ts';

/** Secrets and what could stand for one: of no use outside the service, and of much use to a thief of the file. */
export const KEPT_BACK: Readonly<Record<string, readonly string[]>> = {
  users: ['password_hash', 'otp_secret', 'otp_last_step'],
  refresh_tokens: ['token_hash'],
  recovery_codes: ['code_hash'],
  invitations: ['token_hash'],
  password_resets: ['token_hash'],
  api_keys: ['token_hash'],
  devices: ['token_hash'],
  device_codes: ['user_code', 'device_code_hash'],
  support_access: ['token_hash'],
  idempotency_keys: ['key', 'fingerprint', 'response'],
  domains: ['challenge'],
  // Keyed hashes of what stands in the row itself.
  entries: ['phone_index', 'email_index', 'person_key'],
  appointments: ['phone_index', 'email_index', 'name_index', 'person_key'],
  push_subscriptions: ['push_address', 'push_index'],
  appointment_push_subscriptions: ['push_address', 'push_index'],
};

/** Bytes that are exported after all, each in the form that `readable` gives them. */
export const READABLE: Readonly<Record<string, readonly string[]>> = {
  entries: ['personal'],
  appointments: ['personal'],
  files: ['content'],
};

/** Bytes that nobody has declared stay here: they may be anything. */
export function exportedColumns(table: string, columns: readonly Column[]): string[] {
  const kept = KEPT_BACK[table] ?? [];
  const readable = READABLE[table] ?? [];
  return columns
    .filter(({ name, type }) => !kept.includes(name) && (type !== 'bytea' || readable.includes(name)))
    .map(({ name }) => name);
}
