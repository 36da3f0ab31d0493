import { withBoards } from '../../../kiosk-client/display/past-calls.ts';
import { board, called, NINE } from './boards.ts';

const numbers = (calls: ReturnType<typeof withBoards>) =>
  calls.map(({ ticket_number, status }) => `${ticket_number} ${status}`);

describe('recent calls', () => {
  test('the newest stands first, over all queues of the display', () => {
    const blood = board([called(9, 20, { ticket_number: 'B009' })], { queue_id: 'blood' });
    expect(numbers(withBoards([], [board([called(1, 10), called(2, 30)]), blood], NINE))).toEqual([
      'A002 called',
      'B009 called',
      'A001 called',
    ]);
  });

  test('somebody whose visit has ended stays for half an hour', () => {
    const before = withBoards([], [board([called(1, 0)])], NINE);
    expect(numbers(withBoards(before, [board([])], NINE + 60_000))).toEqual(['A001 gone']);
    expect(numbers(withBoards(before, [board([])], NINE + 31 * 60_000))).toEqual([]);
  });

  test('somebody who waits again or has missed the call is not among them', () => {
    const before = withBoards([], [board([called(1, 0), called(2, 0)])], NINE);
    const after = [board([called(1, 0, { status: 'waiting' }), called(2, 0, { status: 'no_show' })])];
    expect(withBoards(before, after, NINE)).toEqual([]);
  });

  test('a queue that is taken off the display takes its calls with it', () => {
    const before = withBoards([], [board([called(1, 0)])], NINE);
    expect(withBoards(before, [board([], { queue_id: 'other' })], NINE)).toEqual([]);
  });

  test('hearing the same boards again changes nothing', () => {
    const boards = [board([called(1, 0), called(2, 5)])];
    const once = withBoards([], boards, NINE);
    expect(withBoards(once, boards, NINE)).toEqual(once);
  });
});
