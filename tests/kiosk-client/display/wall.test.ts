import { callsOn } from '../../../kiosk-client/display/calls.ts';
import { withBoards } from '../../../kiosk-client/display/past-calls.ts';
import { truth, wall } from '../../../kiosk-client/display/wall.ts';
import type { PublicBoard } from '../../../realtime/contract/board.ts';
import { board, called, entry, NINE } from './boards.ts';

function hang(boards: PublicBoard[], turn: Parameters<typeof wall>[2] = null, waits: [number, number][] | null = null) {
  return wall(
    boards.map((one) => ({ board: one, waits })),
    withBoards([], boards, NINE),
    turn,
    NINE,
  );
}

const callOf = (one: PublicBoard) => {
  const [call] = callsOn(one);
  if (!call) throw new Error('nobody is called on this board');
  return call;
};

describe('the wall', () => {
  test('shows large whose turn it is, though somebody else was called since', () => {
    const first = callOf(board([called(1, 0)]));
    const now = board([called(1, 0), called(2, 10)]);
    expect(hang([now], { call: first, announcing: true }).focus).toMatchObject({
      ticket_number: 'A001',
      state: 'called',
    });
    expect(hang([now], { call: first, announcing: false }).focus).toMatchObject({
      ticket_number: 'A001',
      state: 'called',
    });
    expect(hang([now], { call: first, announcing: true }).recent.map((call) => call.ticket_number)).toEqual(['A002']);
  });

  test('turns to somebody still called once the last one announced has come', () => {
    const first = callOf(board([called(1, 0)]));
    const now = board([called(1, 0, { status: 'serving' }), called(2, 10)]);
    expect(hang([now], { call: first, announcing: false }).focus).toMatchObject({
      ticket_number: 'A002',
      state: 'called',
    });
  });

  test('says "last called" when nobody is expected any more', () => {
    expect(hang([board([called(1, 0, { status: 'serving' })])]).focus).toMatchObject({
      ticket_number: 'A001',
      state: 'last',
    });
    expect(hang([board([entry(1)])]).focus).toBeNull();
  });

  test('names those who missed their call as long as they may return', () => {
    const soon = new Date(NINE + 60_000).toISOString();
    const over = new Date(NINE - 60_000).toISOString();
    const missed = [
      called(1, 0, { status: 'no_show', until: soon }),
      called(2, 0, { status: 'no_show', until: over }),
      called(3, 5, { status: 'no_show' }),
    ];
    expect(hang([board(missed)]).missed).toEqual(['A003', 'A001']);
  });

  test('tells each queue who comes next, in calling order, and the wait of somebody who joins now', () => {
    const entries = [entry(1), entry(2), called(3, 0)];
    const waits: [number, number][] = [
      [0, 5],
      [5, 10],
      [10, 20],
    ];
    expect(hang([board(entries)], null, waits).queues[0]).toMatchObject({
      next: ['A001', 'A002'],
      waiting: 2,
      range: [10, 20],
    });
    expect(hang([board(entries)], null, waits.slice(0, 1)).queues[0]?.range).toEqual([0, 5]);
    expect(hang([board(entries)], null, []).queues[0]?.range).toBeNull();
    expect(hang([board(entries)]).queues[0]?.range).toBeNull();
  });

  test('is dimmed when everything is closed and nobody is expected', () => {
    expect(hang([board([], { status: 'closed' })]).closed).toBe(true);
    expect(hang([board([], { status: 'closed' }), board([], { queue_id: 'other' })]).closed).toBe(false);
    expect(hang([board([called(1, 0)], { status: 'closed' })]).closed).toBe(false);
    expect(hang([]).closed).toBe(false);
  });

  test('is not dimmed before the last person has gone', () => {
    const closed = { status: 'closed' } as const;
    expect(hang([board([entry(1)], closed)]).closed).toBe(false);
    expect(hang([board([called(1, 0, { status: 'serving' })], closed)]).closed).toBe(false);
    expect(hang([board([called(1, 0, { status: 'no_show' })], closed)]).closed).toBe(true);
  });

  test('keeps the last call among the recent ones, for when something else is shown large', () => {
    const { recent, past } = hang([board([called(1, 0, { status: 'serving' }), called(2, 10, { status: 'serving' })])]);
    expect(recent.map((call) => call.ticket_number)).toEqual(['A001']);
    expect(past.map((call) => call.ticket_number)).toEqual(['A002', 'A001']);
  });

  test('is as true as its least true board, and as old as its oldest', () => {
    const [early, late] = [new Date(NINE), new Date(NINE + 5_000)];
    expect(
      truth([
        { status: 'live', asOf: late },
        { status: 'stale', asOf: early },
      ]),
    ).toEqual({ status: 'stale', asOf: early });
    expect(
      truth([
        { status: 'live', asOf: late },
        { status: 'live', asOf: late },
      ]),
    ).toEqual({ status: 'live', asOf: late });
    expect(truth([])).toEqual({ status: 'connecting', asOf: null });
  });
});
