import { visitView } from '../../../kiosk-client/patient/visit-view.ts';
import type { PublicBoard, PublicEntry } from '../../../realtime/contract/board.ts';
import type { Tracked } from '../../../realtime/contract/commands.ts';

const MINE = 7;

test('before the board is there, the own link says it all', () => {
  expect(visitView(link({ position: 4 }), null, null, null)).toMatchObject({
    phase: 'waiting',
    before: 3,
    settled: true,
  });
});

test('the board knows first', () => {
  const called = person({
    status: 'called',
    counter: 'Room 3',
    call_seq: 12,
    recalls: 1,
    until: '2026-12-01T09:05:00Z',
  });
  const view = visitView(link({ position: 4 }), board(6, [called]), null, null);
  expect(view).toMatchObject({ phase: 'called', counter: 'Room 3', call: '12.1', until: '2026-12-01T09:05:00Z' });
});

test('an answer that is newer than the board counts', () => {
  const view = visitView(link({ status: 'called', counter: 'Room 3', version: 9 }), board(6, [person()]), null, null);
  expect(view).toMatchObject({ phase: 'called', counter: 'Room 3', settled: true });
});

test('who is no longer on the board asks the own link, until it is as new', () => {
  expect(visitView(link({ version: 5 }), board(8, []), null, 7).settled).toBe(false);
  expect(visitView(link({ version: 7, status: 'parked' }), board(9, []), null, 7)).toMatchObject({
    phase: 'parked',
    settled: true,
  });
  expect(visitView(link({ version: 20, epoch: 'other' }), board(9, []), null, 7).settled).toBe(false);
});

test('who has answered a call has not answered the next one', () => {
  const answered = link({ status: 'called', call_seq: 3, recalls: 1, coming: true, returns_left: 1 });
  const called = (more: Partial<PublicEntry>) =>
    visitView(answered, board(6, [person({ status: 'called', ...more })]), null, null);
  expect(visitView(answered, null, null, null)).toMatchObject({ coming: true, call: '3.1' });
  expect(called({ call_seq: 3, recalls: 1 })).toMatchObject({ coming: true, settled: true });
  // Whatever was said of the last call: the link has to be asked anew.
  expect(called({ call_seq: 3, recalls: 2 })).toMatchObject({ coming: false, settled: false });
  expect(called({ call_seq: 9 })).toMatchObject({ coming: false, returnsLeft: 0, settled: false });
  expect(visitView(answered, board(6, [person()]), null, null)).toMatchObject({ coming: false });
});

test('rings for each recall once more, and not for anything else', () => {
  const calls = [
    person(),
    person({ status: 'called', call_seq: 3 }),
    person({ status: 'called', call_seq: 3, recalls: 1 }),
  ];
  expect(calls.map((one) => visitView(link(), board(6, [one]), null, null).call)).toEqual([null, '3.0', '3.1']);
});

test('the wait is that of the place one has now', () => {
  const ahead = { ...person(), seq: 1, rank: 1 };
  const entries = [ahead, person()];
  const waits: [number, number][] = [
    [0, 5],
    [6, 14],
  ];
  expect(visitView(link(), board(6, entries), waits, null).range).toEqual({ unit: 'minutes', from: 5, to: 15 });
  // The link's own estimate was for another place.
  expect(
    visitView(link({ position: 9, wait: { p20: 40, p50: 50, p80: 60 } }), board(6, entries), null, null).range,
  ).toBeNull();
});

test('shows who is called besides, latest first', () => {
  const others = [1, 2, 3, 4].map((seq) => person({ seq, status: 'called', call_seq: seq, ticket_number: `A${seq}` }));
  const view = visitView(link(), board(6, [...others, person()]), null, null);
  expect(view.calling.map(({ ticket_number }) => ticket_number)).toEqual(['A4', 'A3', 'A2']);
});

function link(more: Partial<Tracked> = {}): Tracked {
  return {
    queue_id: '0198a000-0000-7000-8000-000000000001',
    queue: 'Consultation',
    office: 'Main office',
    seq: MINE,
    ticket_number: 'A042',
    status: 'waiting',
    position: 2,
    wait: null,
    counter: null,
    call_seq: null,
    recalls: 0,
    coming: false,
    until: null,
    snoozes_left: 2,
    returns_left: 0,
    language: null,
    epoch: 'e',
    version: 5,
    next_token: null,
    ...more,
  };
}

function person(more: Partial<PublicEntry> = {}): PublicEntry {
  const call = { counter: null, called_at: null, call_seq: null, recalls: 0, until: null };
  return { seq: MINE, lane: 1, rank: 7, ticket_number: 'A042', status: 'waiting', ...call, ...more };
}

function board(version: number, entries: PublicEntry[]): PublicBoard {
  const head = { queue_id: '0198a000-0000-7000-8000-000000000001', epoch: 'e', version, at: '2026-12-01T09:00:00Z' };
  const queue: PublicBoard['queue'] = {
    name: 'Consultation',
    prefix: 'A',
    office_id: '0198a000-0000-7000-8000-000000000002',
    time_zone: 'Europe/Berlin',
    status: 'open',
    reason: null,
    until: null,
    counters: [],
  };
  return { ...head, queue, entries };
}
