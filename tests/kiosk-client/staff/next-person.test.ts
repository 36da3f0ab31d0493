import { nextPerson } from '../../../kiosk-client/staff/next-person.ts';
import type { StaffBoard } from '../../../realtime/contract/board.ts';
import { boardOf } from './boards.ts';

const said = (...boards: StaffBoard[]) => nextPerson(boards)?.entry.ticket_number ?? null;

describe('who comes next at a counter', () => {
  test('nobody, when nobody waits or no queue is chosen', () => {
    expect(said()).toBeNull();
    const elsewhere = boardOf('B', [
      { seq: 1, status: 'called' },
      { seq: 2, status: 'parked' },
    ]);
    expect(said(boardOf('A', []), elsewhere)).toBeNull();
  });

  test('the first who waits in the only queue, not who has been called already', () => {
    expect(said(boardOf('A', [{ seq: 1, status: 'serving' }, { seq: 2 }, { seq: 3 }]))).toBe('A002');
  });

  test('of several queues, the one whose first person is due first', () => {
    const boards = [
      boardOf('A', [{ seq: 7, rank: 300 }]),
      boardOf('B', [
        { seq: 9, rank: 200 },
        { seq: 1, rank: 900 },
      ]),
      boardOf('C', [{ seq: 2, rank: 250 }]),
    ];
    expect(said(...boards)).toBe('B009');
  });

  test('somebody urgent in one queue comes before everybody in the others', () => {
    expect(said(boardOf('A', [{ seq: 1, rank: 10 }]), boardOf('B', [{ seq: 2, lane: 0, rank: 900 }]))).toBe('B002');
  });

  test('between equals the earlier arrival decides, not the number or the order of the queues', () => {
    const early = boardOf('A', [{ seq: 9, rank: 10, joined_at: '2026-12-01T11:00:00.000Z' }]);
    const late = boardOf('B', [{ seq: 1, rank: 10, joined_at: '2026-12-01T11:30:00.000Z' }]);
    expect(said(early, late)).toBe('A009');
    expect(said(late, early)).toBe('A009');
  });

  test('nobody from a queue that is paused; a closed one is still called empty', () => {
    const paused = boardOf('A', [{ seq: 1, rank: 10 }], { status: 'paused' });
    const closed = boardOf('B', [{ seq: 2, rank: 20 }], { status: 'closed' });
    expect(said(paused)).toBeNull();
    expect(said(paused, closed)).toBe('B002');
  });
});
