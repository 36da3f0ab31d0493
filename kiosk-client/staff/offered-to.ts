import type { Placed } from './next-person.ts';
import { isCalledFrom } from './next-person.ts';
import { offeredMoves, type StaffMove } from './offered-moves.ts';
import type { Work } from './work-context.ts';

/** What may be done with this person now, here, by whoever is signed in. */
export function offeredTo({ desk, may }: Work, { entry, board }: Placed): StaffMove[] {
  const { present, counter } = desk.view.value;
  const standing = {
    status: entry.status,
    here: present?.entry.id === entry.id,
    counterFree: present === null && counter?.state === 'open',
  };
  return offeredMoves(standing, may).filter((move) => move !== 'call' || isCalledFrom(board));
}
