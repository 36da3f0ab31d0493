import { offeredMoves, STAFF_MOVES, type StaffMove } from '../../../kiosk-client/staff/offered-moves.ts';
import { ENTRY_LIFECYCLE } from '../../../models/rules/entry-lifecycle.ts';
import { ROLE_PERMISSIONS } from '../../../models/rules/permissions.ts';
import { ENTRY_STATUSES, type EntryStatus, type Permission } from '../../../models/vocabulary.ts';

const anything = () => true;
const at = (status: EntryStatus, here: boolean, counterFree: boolean) => ({ status, here, counterFree });

// The keys of a constant.
const moves = Object.keys(STAFF_MOVES) as StaffMove[];
const everyMoveOnEveryStatus = moves.flatMap((move) => ENTRY_STATUSES.map((status) => [move, status] as const));

describe('what staff are offered to do with a person', () => {
  test.each(everyMoveOnEveryStatus)(
    '%s of a person who is %s: exactly when the lifecycle allows it',
    (move, status) => {
      const possible = (ENTRY_LIFECYCLE[move].from as readonly EntryStatus[]).includes(status);
      const offered = [true, false].flatMap((here) =>
        [true, false].flatMap((counterFree) => offeredMoves(at(status, here, counterFree), anything)),
      );
      expect(offered.includes(move)).toBe(possible);
    },
  );

  test.each(ENTRY_STATUSES)('nothing is begun at a counter that is not free, with a person who is %s', (status) => {
    const offered = offeredMoves(at(status, false, false), anything);
    expect(offered).not.toContain('call');
    expect(offered).not.toContain('resume');
  });

  test.each(['recall', 'serve', 'finish', 'park'] as const)('%s is for the counter where the person is', (move) => {
    for (const status of ENTRY_STATUSES) expect(offeredMoves(at(status, false, true), anything)).not.toContain(move);
  });

  test.each(ENTRY_STATUSES)('a viewer is offered nothing with a person who is %s', (status) => {
    const viewer: readonly Permission[] = ROLE_PERMISSIONS.viewer;
    expect(offeredMoves(at(status, true, true), (permission) => viewer.includes(permission))).toEqual([]);
  });

  test('the person at the counter: start first, then what else may have happened', () => {
    expect(offeredMoves(at('called', true, false), anything)).toEqual([
      'serve',
      'recall',
      'no_show',
      'transfer',
      'return',
      'cancel',
    ]);
    expect(offeredMoves(at('serving', true, false), anything)).toEqual(['finish', 'park', 'transfer', 'cancel']);
  });
});
