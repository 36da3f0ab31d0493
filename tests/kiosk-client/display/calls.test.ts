import { callsOn, stillCalled } from '../../../kiosk-client/display/calls.ts';
import { board, called, entry, NINE } from './boards.ts';

describe('the calls on a board', () => {
  test('are those of people who are called and not yet served, the longest called first', () => {
    const calls = callsOn(board([called(3, 30), called(2, 10), called(1, 20, { status: 'serving' }), entry(4)]));
    expect(calls.map((call) => call.ticket_number)).toEqual(['A002', 'A003']);
    expect(calls[0]).toMatchObject({ counter: 'Room 2', again: false, at: NINE + 10_000 });
  });

  test('are the same ones whether heard of by a change, by a replayed change or by a whole board', () => {
    const now = board([called(1, 0)], { version: 7 });
    const events = [{ type: 'entry.called' as const, seq: 1, ticket_number: 'A001', counter: 'Room 1' }];
    expect(callsOn(now, { events, at: new Date(NINE) })).toEqual(callsOn(now));
    expect(callsOn({ ...now, version: 9 })[0]?.key).toBe(callsOn(now)[0]?.key);
  });

  test('being called again is another call, as old as the calling again', () => {
    const again = board([called(1, 0, { recalls: 1 })]);
    const at = new Date(NINE + 300_000);
    const events = [{ type: 'entry.recalled' as const, seq: 1, ticket_number: 'A001', counter: 'Room 1' }];
    const [call] = callsOn(again, { events, at });
    expect(call).toMatchObject({ again: true, at: at.getTime() });
    expect(call?.key).not.toBe(callsOn(board([called(1, 0)]))[0]?.key);
  });

  test('when history was rewound, a call that is still there is the same, and one with a number of a lost call is another', () => {
    const [before] = callsOn(board([called(1, 0)]));
    expect(callsOn(board([called(1, 0)], { epoch: 'f' }))[0]?.key).toBe(before?.key);
    expect(callsOn(board([called(1, 5)], { epoch: 'f' }))[0]?.key).not.toBe(before?.key);
  });

  test('somebody who has come to the counter, has missed the call or was taken back is not called any more', () => {
    const call = { queue_id: 'general', ticket_number: 'A001' };
    expect(stillCalled(call, [board([called(1, 0)])])).toBe(true);
    for (const status of ['serving', 'no_show', 'waiting'] as const) {
      expect(stillCalled(call, [board([called(1, 0, { status })])])).toBe(false);
    }
    expect(stillCalled(call, [board([called(1, 0)], { queue_id: 'other' })])).toBe(false);
  });
});
