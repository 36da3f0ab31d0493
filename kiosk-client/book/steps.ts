import type { Bookable } from '../../realtime/contract/resources/booking.ts';
import { officesOf, providersOf, type Draft } from './draft.ts';

/** One question each. `wait` and `wait-details` are the way of those for whom no time is right. */
const STEPS = ['service', 'office', 'provider', 'day', 'time', 'details', 'wait', 'wait-details'] as const;
export type Step = (typeof STEPS)[number];

/** The questions from the first to the last, without those that leave no choice. */
export function stepsOf(offer: Bookable, draft: Draft, here: Step): readonly Step[] {
  const skipped = [
    ...(draft.serviceId !== null && officesOf(offer, draft).length === 1 ? ['office'] : []),
    ...(draft.officeId !== null && providersOf(offer, draft).length === 1 ? ['provider'] : []),
  ];
  const waits = here === 'wait' || here === 'wait-details';
  const last: Step[] = waits ? ['wait', 'wait-details'] : ['day', 'time', 'details'];
  return (['service', 'office', 'provider', ...last] as const).filter((step) => !skipped.includes(step));
}

/** Where somebody is who asks for a step: there, or at the first question that has to be answered before. */
export function reachable(draft: Draft, wanted: Step): Step {
  const asked: readonly [Step, boolean][] = [
    ['service', draft.serviceId === null],
    ['office', draft.officeId === null],
    ['provider', draft.provider === null],
  ];
  const open = asked.find(([step, missing]) => missing && STEPS.indexOf(step) < STEPS.indexOf(wanted));
  if (open) return open[0];
  if (wanted === 'time' && draft.day === null) return 'day';
  if (wanted === 'details' && draft.startsAt === null) return draft.day === null ? 'day' : 'time';
  return wanted === 'wait-details' && draft.wishes === null ? 'wait' : wanted;
}

/** The question after this one. */
export function stepAfter(offer: Bookable, draft: Draft, step: Step): Step {
  const steps = stepsOf(offer, draft, step);
  return steps[steps.indexOf(step) + 1] ?? step;
}

export function stepBefore(offer: Bookable, draft: Draft, step: Step): Step | null {
  if (step === 'wait') return 'day';
  const steps = stepsOf(offer, draft, step);
  return steps[steps.indexOf(step) - 1] ?? null;
}

export function stepIn(hash: string): Step | null {
  return STEPS.find((step) => `#${step}` === hash) ?? null;
}
