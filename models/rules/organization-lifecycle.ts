import type { OrganizationStatus } from '../vocabulary.ts';
import { Refusal } from './refusal.ts';

/**
 * The table of everything that can happen to an organization. Anything that is not in it is refused.
 * `from: []` begins its life; `to: 'as before'` is what it was before it was suspended or closed; `to: 'gone'` leaves no row.
 */
export const ORGANIZATION_LIFECYCLE = {
  sign_up: { from: [], to: 'trial' },
  activate: { from: ['trial'], to: 'active' },
  suspend: { from: ['trial', 'active'], to: 'suspended' },
  resume: { from: ['suspended', 'closed'], to: 'as before' },
  close: { from: ['trial', 'active', 'suspended'], to: 'closed' },
  delete: { from: ['closed'], to: 'gone' },
} as const satisfies Record<
  string,
  { from: readonly OrganizationStatus[]; to: OrganizationStatus | 'as before' | 'gone' }
>;

export type OrganizationMove = keyof typeof ORGANIZATION_LIFECYCLE;

/** Days that an organization may try the service before somebody has to say that it stays. */
export const TRIAL_DAYS = 30;
/** Days between closing and the end of all data; and how old an export may be at the closing. */
export const KEPT_AFTER_CLOSING_DAYS = 30;
export const EXPORT_GOOD_FOR_DAYS = 7;

const DAY_MS = 86_400_000;

/** @throws Refusal `not_possible_now` when the table has no such arrow */
export function requireOrganizationMove(move: OrganizationMove, status: OrganizationStatus): void {
  const from: readonly OrganizationStatus[] = ORGANIZATION_LIFECYCLE[move].from;
  if (!from.includes(status))
    throw new Refusal('not_possible_now', `${SAID[move]} is not possible: the organization is ${SAID_OF[status]}.`);
}

/** What a suspended organization goes on as: on trial while there is some of it left, active otherwise. */
export function resumedAs({ trialEndsAt, now }: { trialEndsAt: Date | null; now: Date }): 'trial' | 'active' {
  return trialEndsAt !== null && trialEndsAt > now ? 'trial' : 'active';
}

export function trialEnd(begunAt: Date): Date {
  return new Date(begunAt.getTime() + TRIAL_DAYS * DAY_MS);
}

/** Whether an export is young enough that the organization may be closed without losing much. */
export function isExported(exportedAt: Date | null, now: Date): boolean {
  return exportedAt !== null && now.getTime() - exportedAt.getTime() <= EXPORT_GOOD_FOR_DAYS * DAY_MS;
}

const SAID: Record<OrganizationMove, string> = {
  sign_up: 'Signing up again',
  activate: 'Activating',
  suspend: 'Suspending',
  resume: 'Resuming',
  close: 'Closing',
  delete: 'Deleting',
};

const SAID_OF: Record<OrganizationStatus, string> = {
  trial: 'on trial',
  active: 'active',
  suspended: 'suspended',
  closed: 'closed',
};
