import { BaseError, ConnectionError } from 'sequelize';
import { PlanLimitReached } from '../../models/rules/plans.ts';
import { REFUSALS, Refusal, type RefusalCode } from '../../models/rules/refusal.ts';
import type { Problem } from '../../realtime/contract/problem.ts';
import { refusalFor } from '../commands/constraints.ts';

/** The one table from a refusal to an HTTP status. */
export const STATUS = {
  invalid_input: 400,
  malformed_body: 400,
  ambiguous_organization: 400,
  reason_required: 400,
  weak_password: 400,
  outcome_required: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  token_expired: 401,
  otp_required: 401,
  wrong_otp: 401,
  wrong_organization: 403,
  not_permitted: 403,
  plan_limit: 403,
  feature_not_in_plan: 403,
  otp_setup_required: 403,
  sign_up_closed: 403,
  undo_not_yours: 403,
  not_found: 404,
  unknown_organization: 404,
  method_not_allowed: 405,
  not_possible_now: 409,
  queue_empty: 409,
  queue_closed: 409,
  queue_paused: 409,
  queue_full: 409,
  already_waiting: 409,
  counter_not_open: 409,
  counter_busy: 409,
  counter_in_use: 409,
  recall_too_soon: 409,
  recall_limit: 409,
  return_window_over: 409,
  snooze_limit: 409,
  slot_taken: 409,
  slot_not_offered: 409,
  person_busy: 409,
  person_limit: 409,
  change_too_late: 409,
  too_early: 409,
  too_far: 409,
  no_queue: 409,
  undo_too_late: 409,
  undo_depended_on: 409,
  in_use: 409,
  domain_not_verified: 409,
  export_first: 409,
  already_taken: 409,
  pairing_pending: 409,
  organization_closed: 410,
  code_expired: 410,
  link_used: 410,
  hold_expired: 410,
  version_mismatch: 412,
  body_too_large: 413,
  unsupported_media_type: 415,
  idempotency_key_reused: 422,
  organization_suspended: 423,
  too_many_requests: 429,
  internal_error: 500,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>;

/** What went wrong, in the service's words. Whatever nobody expected is `internal_error` and says nothing about itself. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return (
    fromExpress(error) ??
    refusalFor(error) ??
    (isOutOfReach(error) ? new Refusal('unavailable') : new Refusal('internal_error'))
  );
}

/** The refusal as RFC 9457 puts it on the wire. */
export function problemOf(refusal: Refusal, requestId: string): Problem {
  const { code, message, errors } = refusal;
  return {
    type: `urn:waitlessq:problem:${code}`,
    code,
    title: REFUSALS[code],
    status: STATUS[code],
    detail: message,
    ...(errors.length > 0 && { errors: [...errors] }),
    ...(refusal instanceof PlanLimitReached && {
      plan: { limit: refusal.limit, used: refusal.used, most: refusal.most },
    }),
    request_id: requestId,
  };
}

/** What Express and its body parser throw: an error with a status and, from the parser, a kind. */
function fromExpress(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return null;
  const kind = 'type' in error ? String(error.type) : '';
  if (kind === 'entity.too.large') return new Refusal('body_too_large');
  if (error.status === 415) return new Refusal('unsupported_media_type');
  if (kind.startsWith('entity.') || kind.startsWith('request.')) return new Refusal('malformed_body');
  return error.status >= 400 && error.status < 500 ? new Refusal('invalid_input') : null;
}

const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH']);

/** What the driver says of a line that broke under a statement, and of one that had broken before. */
const BROKEN_LINE = /^(Connection terminated|Client has encountered a connection error|Client was closed)/;

/** The database cannot be reached, or has run out of something. */
function isOutOfReach(error: unknown): boolean {
  if (error instanceof ConnectionError) return true;
  // A model wraps what the driver threw.
  const cause: unknown = error instanceof BaseError && 'parent' in error ? error.parent : error;
  if (!(cause instanceof Error) || cause instanceof BaseError) return false;
  // 08xxx: the connection broke; 53xxx: the server has run out of something; 57Pxx: it is stopping.
  const code = 'code' in cause ? String(cause.code) : '';
  return NETWORK.has(code) || /^(08|53|57P)/.test(code) || BROKEN_LINE.test(cause.message);
}
