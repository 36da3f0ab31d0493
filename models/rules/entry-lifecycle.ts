import type { EntryMove, EntryStatus, EventType } from '../vocabulary.ts';
import { Refusal } from './refusal.ts';

/**
 * The table of everything that can happen to a queue entry. Anything that is not in it is refused.
 * `from: []` begins a stay; `to: 'same'` changes the place or announces again, not the status.
 * `undo` has no row of its own status: it puts back what stood before the last move.
 */
export const ENTRY_LIFECYCLE = {
  join: { from: [], to: 'waiting', event: 'entry.joined' },
  call: { from: ['waiting'], to: 'called', event: 'entry.called' },
  recall: { from: ['called'], to: 'same', event: 'entry.recalled' },
  come: { from: ['called'], to: 'same', event: 'entry.coming' },
  serve: { from: ['called'], to: 'serving', event: 'entry.started' },
  arrive: { from: ['called'], to: 'serving', event: 'entry.arrived' },
  finish: { from: ['serving'], to: 'served', event: 'entry.finished' },
  no_show: { from: ['called'], to: 'no_show', event: 'entry.missed' },
  return: { from: ['called', 'no_show'], to: 'waiting', event: 'entry.returned' },
  expire: { from: ['no_show'], to: 'same', event: 'entry.expired' },
  park: { from: ['serving'], to: 'parked', event: 'entry.parked' },
  resume: { from: ['parked'], to: 'serving', event: 'entry.resumed' },
  snooze: { from: ['waiting'], to: 'same', event: 'entry.snoozed' },
  move: { from: ['waiting'], to: 'same', event: 'entry.moved' },
  leave: { from: ['waiting'], to: 'left', event: 'entry.left' },
  cancel: { from: ['waiting', 'called', 'serving', 'parked', 'no_show'], to: 'cancelled', event: 'entry.cancelled' },
  transfer: { from: ['waiting', 'called', 'serving'], to: 'transferred', event: 'entry.transferred' },
} as const satisfies Record<
  Exclude<EntryMove, 'undo'>,
  { from: readonly EntryStatus[]; to: EntryStatus | 'same'; event: EventType }
>;

export type LifecycleMove = keyof typeof ENTRY_LIFECYCLE;

/** Moves that staff may take back for a while. What the clock or the patient did is answered by another move. */
export const UNDOABLE_MOVES = [
  'call',
  'serve',
  'finish',
  'no_show',
  'park',
  'resume',
  'move',
  'cancel',
  'transfer',
  'return',
] as const;
export type UndoableMove = (typeof UNDOABLE_MOVES)[number];

/** Statuses in which a person is at a counter, so that the counter is not free. */
export const AT_COUNTER = ['called', 'serving'] as const satisfies readonly EntryStatus[];

/** Statuses that end the stay at once. A no-show ends only when it can no longer return. */
export const ENDED = ['served', 'left', 'cancelled', 'transferred'] as const satisfies readonly EntryStatus[];

export function isEnded(status: EntryStatus): boolean {
  return (ENDED as readonly EntryStatus[]).includes(status);
}

/**
 * The status after a move.
 * @throws Refusal `not_possible_now` when the table has no such arrow.
 */
export function nextStatus(move: LifecycleMove, status: EntryStatus): EntryStatus {
  const { from, to } = ENTRY_LIFECYCLE[move];
  if (!(from as readonly EntryStatus[]).includes(status)) {
    throw new Refusal('not_possible_now', `${SAID[move]} is not possible: the entry is ${status.replace('_', ' ')}.`);
  }
  return to === 'same' ? status : to;
}

const SAID: Record<LifecycleMove, string> = {
  join: 'Joining again',
  call: 'Calling',
  recall: 'Recalling',
  come: 'Being on the way',
  serve: 'Starting the service',
  arrive: 'Arriving',
  finish: 'Finishing',
  no_show: 'Marking as a no-show',
  return: 'Returning to the queue',
  expire: 'Expiring',
  park: 'Parking',
  resume: 'Resuming',
  snooze: 'Letting others go first',
  move: 'Moving',
  leave: 'Leaving',
  cancel: 'Cancelling',
  transfer: 'Transferring',
};
