import type { Feature, PlanLimit } from '../vocabulary.ts';
import { FEATURES } from '../vocabulary.ts';
import { Refusal } from './refusal.ts';

/** What a plan allows; null: without limit. */
export type Plan = { limits: Readonly<Record<PlanLimit, number | null>>; features: Flags };
/** What was agreed with one organization apart from its plan. What is not named follows the plan. */
export type Agreed = { limits: { readonly [K in PlanLimit]?: number | null }; features: Flags };
export type Terms = { plan: Plan; agreed: Agreed };

type Flags = Readonly<Record<string, boolean>>;

/** Of so much of a limit that is used somebody should hear. */
const WARN_FROM = 0.8;

/** How much an organization may have: what was agreed with it, or else what its plan says; null: without limit. */
export function mostOf({ plan, agreed }: Terms, limit: PlanLimit): number | null {
  const own = agreed.limits[limit];
  return own === undefined ? plan.limits[limit] : own;
}

export function hasFeature({ plan, agreed }: Terms, feature: Feature): boolean {
  return agreed.features[feature] ?? plan.features[feature] ?? false;
}

export function featuresOf(terms: Terms): Record<Feature, boolean> {
  const flags = FEATURES.map((feature) => [feature, hasFeature(terms, feature)]);
  return Object.fromEntries(flags) as Record<Feature, boolean>; // one of each
}

/** Nothing is taken away from whoever has more than a smaller plan allows; only nothing is added. */
export function hasRoom(used: number, most: number | null, more = 1): boolean {
  return most === null || used + more <= most;
}

export function isNearly(used: number, most: number | null): boolean {
  return most !== null && used >= most * WARN_FROM;
}

/** Of the sockets of an organization so many are kept for those who work there, however many phones come. */
const RESERVED = 0.1;

/**
 * Whether one more socket has a place. The guests leave the staff's part free, and what the staff have beyond it the guests may
 * not have, too.
 */
export function hasPlace(present: { all: number; guests: number }, most: number, isGuest: boolean): boolean {
  const reserved = Math.ceil(most * RESERVED);
  const staff = present.all - present.guests;
  if (isGuest) return present.guests < most - Math.max(reserved, staff);
  return staff < Math.max(reserved, most - present.guests);
}

/** A plan's no, with the figures behind it. */
export class PlanLimitReached extends Refusal {
  readonly limit: PlanLimit;
  readonly used: number;
  readonly most: number;

  constructor(limit: PlanLimit, used: number, most: number) {
    super('plan_limit', `The plan allows ${most} ${UNITS[limit]}; ${used} are used.`);
    this.limit = limit;
    this.used = used;
    this.most = most;
  }
}

const UNITS = {
  providers: 'providers',
  users: 'users',
  displays: 'displays and kiosks',
  storage: 'bytes of storage',
  api_calls: 'API calls a day',
  sockets: 'screens at once',
  requests: 'requests a second',
} as const satisfies Record<PlanLimit, string>;
