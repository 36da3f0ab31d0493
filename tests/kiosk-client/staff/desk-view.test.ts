import { deskView } from '../../../kiosk-client/staff/desk-view.ts';
import { leftBehind } from '../../../kiosk-client/staff/left-behind.ts';
import { primaryAction } from '../../../kiosk-client/staff/primary-action.ts';
import { boardOf, counter, live, NOON } from './boards.ts';

const HERE = 'room 3';
const open = { counters: [counter(HERE), counter('room 1')] };
const numbers = (people: readonly { entry: { ticket_number: string } }[]) =>
  people.map((one) => one.entry.ticket_number);

describe('the work screen', () => {
  test('shows each person once, where the person is', () => {
    const board = boardOf(
      'A',
      [
        { seq: 1, status: 'serving', counter_id: HERE },
        { seq: 2, status: 'called', counter_id: 'room 1' },
        { seq: 3, status: 'parked', counter_id: HERE },
        { seq: 4, status: 'no_show' },
        { seq: 5 },
      ],
      open,
    );
    const view = deskView([live(board)], HERE);
    expect(view.present?.entry.ticket_number).toBe('A001');
    expect(numbers(view.elsewhere)).toEqual(['A002']);
    expect(numbers(view.parked)).toEqual(['A003']);
    expect(numbers(view.missed)).toEqual(['A004']);
    expect(numbers(view.waiting)).toEqual(['A005']);
    expect(view.counter?.name).toBe(HERE);
  });

  test('two tablets at one counter see the same person there', () => {
    const views = [live(boardOf('A', [{ seq: 1, status: 'called', counter_id: HERE }], open))];
    expect(deskView(views, HERE).present).toEqual(deskView(views, HERE).present);
    expect(deskView(views, HERE).present?.entry.id).toBe('A-1');
  });

  test('knows when no board has the counter any more', () => {
    expect(deskView([live(boardOf('A', [])), live(boardOf('B', []))], HERE).counter).toBeNull();
    expect(deskView([live(boardOf('A', [])), live(boardOf('B', [], open))], HERE).counter?.id).toBe(HERE);
  });

  test('is as current as the least current of its boards', () => {
    const board = live(boardOf('A', [], open));
    const earlier = new Date(Date.parse(NOON) - 60_000);
    expect(deskView([board, board], HERE).status).toBe('live');
    const view = deskView([board, { ...board, status: 'stale', asOf: earlier }], HERE);
    expect([view.status, view.asOf]).toEqual(['stale', earlier]);
    expect(deskView([board, { ...board, board: null, status: 'connecting', asOf: null }], HERE).status).toBe(
      'connecting',
    );
  });
});

describe('the large button', () => {
  const does = (people: Parameters<typeof boardOf>[1], queue: Parameters<typeof boardOf>[2] = open) =>
    primaryAction(deskView([live(boardOf('A', people, queue))], HERE)).does;
  const paused = { counters: [counter(HERE, 'paused')] };

  test('calls whoever is next, and says so when there is nobody', () => {
    expect(does([{ seq: 1 }])).toBe('call');
    expect(does([])).toBe('nothing');
    expect(does([{ seq: 1 }], { counters: [] })).toBe('nothing');
  });

  test('starts with a person who was called, then finishes, at once with the next if there is one', () => {
    expect(does([{ seq: 1, status: 'called', counter_id: HERE }, { seq: 2 }])).toBe('serve');
    expect(does([{ seq: 1, status: 'serving', counter_id: HERE }, { seq: 2 }])).toBe('finish_and_call');
    expect(does([{ seq: 1, status: 'serving', counter_id: HERE }])).toBe('finish');
  });

  test('at a paused counter finishes with who is there, and then goes on', () => {
    expect(does([{ seq: 1, status: 'serving', counter_id: HERE }, { seq: 2 }], paused)).toBe('finish');
    expect(does([{ seq: 2 }], paused)).toBe('continue');
  });

  test('closes the counter when nobody is left and nobody can come', () => {
    expect(does([], { ...open, status: 'closed' })).toBe('close');
    expect(does([{ seq: 1 }], { ...open, status: 'closed' })).toBe('call');
    expect(does([{ seq: 1, status: 'serving', counter_id: HERE }], { ...open, status: 'closed' })).toBe('finish');
  });

  test('rests while the queues are paused', () => {
    expect(does([{ seq: 1 }], { ...open, status: 'paused' })).toBe('rest');
  });
});

describe('who would be left behind', () => {
  const waiting = [{ seq: 1 }, { seq: 2 }, { seq: 3, status: 'parked' as const }];
  const left = (counters: ReturnType<typeof counter>[]) =>
    leftBehind([boardOf('A', waiting, { counters })], HERE).people;

  test('is everybody who waits where nobody else calls', () => {
    expect(left([counter(HERE)])).toBe(2);
    expect(left([counter(HERE), counter('there', 'paused')])).toBe(2);
    expect(left([counter(HERE), counter('there')])).toBe(0);
    expect(leftBehind([boardOf('A', [], { counters: [counter(HERE)] })], HERE).boards).toEqual([]);
  });
});
