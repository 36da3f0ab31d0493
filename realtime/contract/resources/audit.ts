import { z } from 'zod';
import { ACTOR_KINDS, ROLES, SECURITY_EVENTS } from '../../../models/vocabulary.ts';

/** Who did what. `before` and `after` hold what changed, never a secret. */
export const auditRecord = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(ACTOR_KINDS), id: z.uuid().nullable(), name: z.string().nullable() }),
  /** `<noun>.<verb in the past tense>`: `user.changed`. */
  action: z.string(),
  subject_id: z.uuid().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  reason: z.string().nullable(),
  address: z.string().nullable(),
  request_id: z.string().nullable(),
});
export type AuditRecord = z.infer<typeof auditRecord>;

export const securityRecord = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  event: z.enum(SECURITY_EVENTS),
  actor: z.object({ kind: z.enum(ACTOR_KINDS), id: z.uuid().nullable(), name: z.string().nullable() }).nullable(),
  address: z.string().nullable(),
  request_id: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export type SecurityRecord = z.infer<typeof securityRecord>;

/** Somebody of the platform was let in. */
export const supportAccess = z.object({
  id: z.uuid(),
  operator: z.string(),
  reason: z.string(),
  role: z.enum(ROLES),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable(),
});
export type SupportAccess = z.infer<typeof supportAccess>;
/** Somebody of the platform who is inside now: what everybody who works here is told. */
export const supportPresent = supportAccess.pick({ id: true, operator: true, reason: true, ends_at: true });
export type SupportPresent = z.infer<typeof supportPresent>;
