import '../shared/paper-page.ts';
import type { Wish } from '../../../kiosk-client/staff/asking.ts';
import type { Placed } from '../../../kiosk-client/staff/next-person.ts';
import { STAFF_MOVES, type StaffMove } from '../../../kiosk-client/staff/offered-moves.ts';
import { addPerson, queueWishes, readWhy, wishesOf } from '../../../kiosk-client/staff/wishes.ts';
import { ROUTES } from '../../../server/http/routes/all-routes.ts';
import { boardOf } from './boards.ts';

type Sent = { method: string; path: string; key: string | null; body: unknown };

const ID = '0198a000-0000-7000-8000-00000000000a';
const board = { ...boardOf('A', [{ seq: 1, id: ID }]), queue_id: ID };
const routes = Object.values(ROUTES).flat();

let sent: Sent[];
let done: string[];

function person(): Placed {
  const [entry] = board.entries;
  if (!entry) throw new Error('the board has nobody');
  return { board, entry };
}

const wishes = wishesOf(ID, (move) => void done.push(move));

beforeEach(() => {
  sent = [];
  done = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
    sent.push({
      method: (init?.method ?? 'GET').toLowerCase(),
      path: typeof path === 'string' ? path.replace('/api/v1', '') : '',
      key: new Headers(init?.headers).get('Idempotency-Key'),
      body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined,
    });
    return Response.json({ entry: { id: ID, ticket_number: 'A001' } });
  });
});

afterEach(() => jest.restoreAllMocks());

function routeOf({ method, path }: Sent) {
  return routes.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/:\w+/g, '[^/]+')}$`).test(path),
  );
}

/** Every command that a button of the tablet can send. */
const moves: Record<StaffMove, () => Wish> = {
  call: () => wishes.callThisOne(person(), 'unwell'),
  serve: () => wishes.serve(person()),
  recall: () => wishes.recall(person()),
  no_show: () => wishes.noShow(person()),
  finish: () => wishes.finish(person(), 'done'),
  resume: () => wishes.resume(person()),
  park: () => wishes.park(person()),
  transfer: () => wishes.transfer(person(), ID, 'keep'),
  return: () => wishes.returnToQueue(person(), 'fair'),
  move: () => wishes.moveTo(person(), 2, 'unwell'),
  cancel: () => wishes.cancel(person(), 'gone'),
};
const others: Record<string, () => Wish> = {
  'call next': () => wishes.callNext(person()),
  'finish without an outcome': () => wishes.finish(person(), null),
  'note something': () => wishes.note(person(), 'hears badly'),
  'take a note away': () => wishes.note(person(), ''),
  undo: () => wishes.undo(ID),
  'open the counter': () => wishes.openCounter({ queue_ids: [ID], state: 'open' }, 'continue'),
  'pause the counter': () =>
    wishes.openCounter(
      { queue_ids: [ID], state: 'paused', reason: 'lunch', until: '2026-12-01T12:00:00.000Z' },
      'pause',
    ),
  'close the counter': () => wishes.closeCounter(),
  'add a person': () =>
    addPerson(ID, { patient_name: 'Ada', phone: '+49171555', note: 'n', priority: 'urgent' }, () => undefined),
  'open a queue': () => queueWishes.open(ID),
  'close a queue': () => queueWishes.close(ID),
  'pause a queue': () => queueWishes.pause(ID, 'lunch', null),
  'continue a queue': () => queueWishes.continue(ID),
};

describe('what the tablet asks for', () => {
  test.each(Object.entries({ ...moves, ...others }))('%s is something that the service takes', async (_, wish) => {
    await wish().send('key');
    for (const request of sent) {
      const route = routeOf(request);
      expect(route?.path ?? `${request.method} ${request.path} is no route`).toContain('/:id');
      expect(route?.body?.safeParse(request.body ?? {}).error).toBeUndefined();
    }
    expect(sent).toHaveLength(1);
  });

  test.each(Object.entries(moves))('%s is offered to those whom the service lets', async (move, wish) => {
    await wish().send('key');
    const [request] = sent;
    // The record above has every move as a key.
    expect(request && routeOf(request)?.permission).toBe(STAFF_MOVES[move as StaffMove]);
  });

  test('every command is sent with the key of its wish, so that asking again does it once', async () => {
    for (const wish of Object.values(moves)) await wish().send('key 7');
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(['key 7']));
  });

  test('finishing and calling the next are two commands with a key each, and both can be taken back', async () => {
    const wish = wishes.finishAndCallNext(person(), person(), null);
    wish.done?.(await wish.send('key 7'));
    expect(sent.map(({ path, key }) => [path, key])).toEqual([
      [`/entries/${ID}/completion`, 'key 7-finish'],
      [`/queues/${ID}/calls`, 'key 7-call'],
    ]);
    expect(done).toEqual(['finish', 'call']);
  });

  test('another place, queue or reason is another wish: pressing it does not repeat the first', () => {
    const names = [
      wishes.transfer(person(), ID, 'keep'),
      wishes.transfer(person(), ID, 'first'),
      wishes.returnToQueue(person(), 'first'),
      wishes.returnToQueue(person(), 'last'),
      wishes.moveTo(person(), 1, 'unwell'),
      wishes.moveTo(person(), 2, 'unwell'),
      wishes.cancel(person(), 'gone'),
      wishes.cancel(person(), 'twice'),
      wishes.finish(person(), 'done'),
      wishes.finish(person(), 'referred'),
    ].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('"why this one" is something that the service answers', async () => {
    await readWhy(ID);
    expect(sent.map((request) => routeOf(request)?.path)).toEqual(['/entries/:id/why']);
  });
});
