/**
 * Every expected "no". The code is for programs and never changes; the sentence is for people and may.
 * One table elsewhere turns codes into HTTP statuses; the same code travels in a socket's reply.
 */
export const REFUSALS = {
  invalid_input: 'Something in the request is not valid.',
  malformed_body: 'The request body is not valid JSON.',
  body_too_large: 'The request body is too large.',
  unsupported_media_type: 'Send the request body as application/json.',
  not_found: 'There is no such thing here.',
  method_not_allowed: 'This address does not answer to this method.',
  unknown_organization: 'There is no such organization.',
  organization_closed: 'This organization has been closed.',
  organization_suspended: 'This organization is suspended.',
  ambiguous_organization: 'The request names two different organizations.',
  unauthenticated: 'Sign in first.',
  wrong_credentials: 'The e-mail address or the password is wrong.',
  token_expired: 'The sign-in has expired.',
  wrong_organization: 'This credential belongs to another organization.',
  not_permitted: 'Your role does not allow this.',
  too_many_requests: 'Too many requests. Try again shortly.',
  not_possible_now: 'This is not possible in the present state.',
  queue_empty: 'Nobody is waiting.',
  queue_closed: 'The queue is closed.',
  queue_paused: 'The queue is paused.',
  queue_full: 'The queue is full.',
  already_waiting: 'This person is already in the queue.',
  counter_not_open: 'The counter is not open for this queue.',
  counter_busy: 'The counter still has somebody.',
  recall_too_soon: 'Recalled a moment ago. Wait a little.',
  recall_limit: 'Recalled as often as allowed.',
  return_window_over: 'Too long ago to return.',
  snooze_limit: 'Let others go first as often as allowed.',
  slot_taken: 'This time has just been taken.',
  slot_not_offered: 'This time is not offered.',
  person_busy: 'This person has another appointment at that time.',
  person_limit: 'This person has as many appointments as allowed.',
  hold_expired: 'The time was kept for a while and is free again.',
  change_too_late: 'Too late to change this online. Please call.',
  too_early: 'It is too early to check in.',
  too_far: 'You seem not to be here yet.',
  no_queue: 'No queue of this office takes this appointment.',
  reason_required: 'Give a reason.',
  outcome_required: 'This queue needs an outcome to finish.',
  undo_too_late: 'Too late to undo.',
  undo_not_yours: 'Only the person who did this can undo it.',
  undo_depended_on: 'Something later depends on this. It cannot be undone.',
  counter_in_use: 'Another person has this counter open.',
  in_use: 'Something else still uses this.',
  already_taken: 'This is taken already.',
  plan_limit: 'The plan does not allow more of these.',
  feature_not_in_plan: 'The plan does not include this.',
  otp_required: 'Give the code of the second factor, too.',
  wrong_otp: 'The code of the second factor is wrong.',
  otp_setup_required: 'This organization asks for a second factor. Set one up first.',
  weak_password: 'This password is known to attackers. Choose another one.',
  link_used: 'This link has been used or has expired. Ask for a new one.',
  domain_not_verified: 'The DNS record of the domain was not found.',
  export_first: 'Export the data of the organization first.',
  sign_up_closed: 'New organizations are made by the operator.',
  idempotency_key_reused: 'This Idempotency-Key was used for another request.',
  version_mismatch: 'Somebody changed this meanwhile. Read it again.',
  code_expired: 'The code has expired.',
  pairing_pending: 'The code has not been entered yet.',
  unavailable: 'The service cannot answer at the moment. Try again.',
  internal_error: 'Something went wrong on our side.',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** One thing that is wrong with the input: where (`body.name`, `query.limit`) and what. */
export type InputError = { path: string; message: string };

/** Thrown for a no, and nothing else is thrown on purpose. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: readonly InputError[];

  constructor(code: RefusalCode, detail: string = REFUSALS[code], errors: readonly InputError[] = []) {
    super(detail);
    this.name = 'Refusal';
    this.code = code;
    this.errors = errors;
  }
}
