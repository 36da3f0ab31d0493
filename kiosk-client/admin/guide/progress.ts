import { signal } from '@preact/signals';
import { page } from '../../shared/page.ts';
import { recall, remember } from '../../shared/storage.ts';
import type { Lists } from '../lists.ts';

export const STEPS = ['organization', 'template', 'show', 'staff', 'test'] as const;
export type Step = (typeof STEPS)[number];

const KEPT = `waitlessq:${page.organization.slug}:guide`;
/** What no list can tell: passed over, printed, tried. */
const passed = signal<readonly string[]>((recall(KEPT) ?? '').split(' ').filter(Boolean));

export function pass(step: Step | 'all'): void {
  passed.value = [...new Set([...passed.value, step])];
  remember(KEPT, passed.value.join(' '));
}

/** Nobody wants to see it any more. */
export function isPutAway(): boolean {
  return passed.value.includes('all');
}

/** What is there counts, whoever made it and wherever. */
export function stepsDone({
  offices = [],
  queues = [],
  counters = [],
  devices = [],
  users = [],
}: Lists): Record<Step, boolean> {
  const any = (things: readonly { active: boolean }[]) => things.some(({ active }) => active);
  const told = (step: Step) => passed.value.includes(step);
  return {
    organization: any(offices),
    template: any(queues) && any(counters),
    show: any(devices) || told('show'),
    staff: users.filter(({ active }) => active).length > 1 || told('staff'),
    // Who works at a counter needs no test.
    test: told('test') || counters.some(({ session }) => session !== null),
  };
}
