import { ENTRY_LIFECYCLE, type LifecycleMove } from '../../models/rules/entry-lifecycle.ts';
import type { EntryStatus, Permission } from '../../models/vocabulary.ts';

/** What staff do with a person, in the order in which it is offered, and what it takes. */
export const STAFF_MOVES = {
  call: 'entry.call',
  serve: 'entry.serve',
  recall: 'entry.serve',
  no_show: 'entry.serve',
  finish: 'entry.serve',
  resume: 'entry.serve',
  park: 'entry.serve',
  transfer: 'entry.transfer',
  return: 'entry.serve',
  move: 'entry.move',
  cancel: 'entry.cancel',
} as const satisfies Partial<Record<LifecycleMove, Permission>>;
export type StaffMove = keyof typeof STAFF_MOVES;

/** Where the person is, seen from this counter. */
export type Standing = {
  status: EntryStatus;
  /** Called to or in service at this counter. */
  here: boolean;
  /** This counter is open and has nobody. */
  counterFree: boolean;
};

/** These begin something at this counter. */
const NEEDS_FREE_COUNTER: readonly StaffMove[] = ['call', 'resume'];
/** These belong to whoever sits with the person. The rest puts right what another counter left behind. */
const NEEDS_PERSON_HERE: readonly StaffMove[] = ['recall', 'serve', 'finish', 'park'];

/** The moves that the lifecycle allows, the counter can do and the role may do. The server decides all the same. */
export function offeredMoves(
  { status, here, counterFree }: Standing,
  may: (permission: Permission) => boolean,
): StaffMove[] {
  // The keys of a constant that is written out above.
  return (Object.keys(STAFF_MOVES) as StaffMove[]).filter((move) => {
    const from: readonly EntryStatus[] = ENTRY_LIFECYCLE[move].from;
    if (!from.includes(status) || !may(STAFF_MOVES[move])) return false;
    if (NEEDS_FREE_COUNTER.includes(move)) return counterFree;
    if (NEEDS_PERSON_HERE.includes(move)) return here;
    return true;
  });
}
