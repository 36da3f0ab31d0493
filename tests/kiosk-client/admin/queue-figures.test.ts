import { queueFigures } from '../../../kiosk-client/admin/today/queue-figures.ts';
import { boardOf, counter, NOON } from '../staff/boards.ts';

const MINUTE = 60_000;
const noon = Date.parse(NOON);
const before = (minutes: number) => new Date(noon - minutes * MINUTE).toISOString();

describe('a queue today', () => {
  test('is counted from its board', () => {
    const board = boardOf(
      'A',
      [
        { seq: 1, status: 'serving' },
        { seq: 2, status: 'called' },
        { seq: 3, status: 'parked' },
        { seq: 4, status: 'no_show' },
        { seq: 5, joined_at: before(50), due_at: before(5) },
        { seq: 6, joined_at: before(20), due_at: before(-25) },
      ],
      { counters: [counter('1'), counter('2', 'paused'), counter('3')] },
    );
    expect(queueFigures(board, noon)).toEqual({
      ...{ waiting: 2, late: 1, longestWait: 50 * MINUTE, called: 1, serving: 1, parked: 1 },
      ...{ countersOpen: 2, countersPaused: 1 },
    });
  });

  test('has no longest wait when nobody waits', () => {
    expect(queueFigures(boardOf('A', []), noon)).toMatchObject({ waiting: 0, late: 0, longestWait: null });
  });
});
