import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { CANARY, openPaperClinic } from './paper-clinic.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

test('a newcomer gets the board, one who missed a little the changes, one who missed nothing no more', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  queue.join();
  const node = await ward.node(clinic);
  const phone = await ward.screen(node, clinic, clinic.patient(queue));

  expect(await phone.watch(queue.id)).toEqual({ ok: true, mode: 'board', board: queue.board('public') });
  const { epoch, version } = queue.board('public');
  expect(await phone.watch(queue.id)).toEqual({ ok: true, mode: 'live' });

  const [joined, called] = [queue.join(), queue.call()];
  node.realtime.publish([joined, called]);
  const late = await ward.screen(node, clinic, clinic.patient(queue));
  const answer = await late.say('queue:watch', { queue_id: queue.id, epoch, version });
  expect(answer).toEqual({ ok: true, mode: 'changes', changes: [joined.public, called.public] });
  expect(node.asked.readBoard).toBe(1);
});

test('one who was away for too long, or knows another history, gets the board', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: { recentChanges: 3 } });
  const phone = await ward.screen(node, clinic, clinic.patient(queue));
  await phone.watch(queue.id);
  const { epoch } = queue.board('public');
  for (let person = 0; person < 5; person += 1) node.realtime.publish([queue.join()]);

  const watch = (known: object) => phone.say('queue:watch', { queue_id: queue.id, ...known });
  const board = { ok: true, mode: 'board', board: queue.board('public') };
  expect(await watch({ epoch, version: 1 })).toEqual(board);
  expect(await watch({ epoch, version: 2 })).toMatchObject({ ok: true, mode: 'changes' });
  expect(await watch({ epoch: 'another', version: 5 })).toEqual(board);
  // The board that was read at first no longer reaches over what is remembered, so it was read once more.
  expect(node.asked.readBoard).toBe(2);
});

test('both audiences hear of everything, and a public listener never of a name', async () => {
  const [north, south] = [openPaperClinic(), openPaperClinic()];
  const [queue, foreign] = [north.openQueue(), south.openQueue()];
  const node = await ward.node([north, south]);
  const staff = await ward.screen(node, north, north.staff());
  const phone = await ward.screen(node, north, north.patient(queue));
  const display = await ward.screen(node, north, north.display(queue, 'TV 1'));
  const stranger = await ward.screen(node, south, south.staff());
  await Promise.all([
    staff.watch(queue.id),
    phone.watch(queue.id),
    display.watch(queue.id),
    stranger.watch(foreign.id),
  ]);

  for (let person = 0; person < 4; person += 1) node.realtime.publish([queue.join(), foreign.join(), queue.call()]);
  await eventually(() => {
    expect(staff.board(queue.id)).toEqual(queue.board('staff'));
    for (const screen of [phone, display]) expect(screen.board(queue.id)).toEqual(queue.board('public'));
    expect(stranger.board(foreign.id)).toEqual(foreign.board('staff'));
  });

  expect(JSON.stringify(staff.frames)).toContain(CANARY);
  expect(JSON.stringify([phone.frames, display.frames])).not.toContain(CANARY);
  expect(stranger.frames.every(({ queue_id }) => queue_id === foreign.id)).toBe(true);
  expect(phone.events).toEqual(queue.log().flatMap(({ public: { events } }) => events));
});

test('a queue that does not exist, is elsewhere, or is none of the listener’s business is refused with a reason', async () => {
  const [north, south] = [openPaperClinic(), openPaperClinic()];
  const [queue, other, foreign] = [north.openQueue(), north.openQueue(), south.openQueue()];
  const node = await ward.node([north, south]);
  const staff = await ward.screen(node, north, north.staff());
  const phone = await ward.screen(node, north, north.patient(queue));

  const notFound = { ok: false, problem: { code: 'not_found', title: expect.stringMatching(/queue/) } };
  expect(await staff.watch(randomUUID())).toEqual(notFound);
  expect(await staff.watch(foreign.id)).toEqual(notFound);
  const notPermitted = { ok: false, problem: { code: 'not_permitted', title: expect.any(String) } };
  expect(await phone.watch(other.id)).toEqual(notPermitted);
  expect(await phone.watch(randomUUID())).toEqual(notPermitted);
  expect(node.realtime.stats().streams).toBe(0);
});

test('who stops watching hears no more', async () => {
  const clinic = openPaperClinic();
  const [queue, other] = [clinic.openQueue(), clinic.openQueue()];
  const node = await ward.node(clinic);
  const staff = await ward.screen(node, clinic, clinic.staff());
  await Promise.all([staff.watch(queue.id), staff.watch(other.id)]);
  expect(await staff.say('queue:unwatch', { queue_id: queue.id })).toEqual({ ok: true });
  node.realtime.publish([queue.join(), other.join()]);
  // The second was sent after the first.
  await eventually(() => expect(staff.board(other.id)?.version).toBe(1));
  expect(staff.frames.map(({ queue_id }) => queue_id)).toEqual([other.id]);
});

test('nobody watches more queues than a device may have', async () => {
  const clinic = openPaperClinic();
  const node = await ward.node(clinic, { limits: { queuesPerSocket: 2 } });
  const staff = await ward.screen(node, clinic, clinic.staff());
  const [first, second, third] = [clinic.openQueue(), clinic.openQueue(), clinic.openQueue()];
  await Promise.all([staff.watch(first.id), staff.watch(second.id)]);
  expect(await staff.watch(third.id)).toMatchObject({ ok: false, problem: { code: 'too_many_requests' } });
  expect(await staff.watch(second.id)).toMatchObject({ ok: true });
});

test('a database that cannot answer is said, and the next try succeeds', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic);
  const staff = await ward.screen(node, clinic, clinic.staff());
  const { readBoard } = node.ports;
  node.ports.readBoard = () => Promise.reject(new Error('the database is being restarted'));
  expect(await staff.watch(queue.id)).toEqual({
    ok: false,
    problem: { code: 'unavailable', title: expect.any(String) },
  });
  node.ports.readBoard = readBoard;
  expect(await staff.watch(queue.id)).toMatchObject({ ok: true, mode: 'board' });
});

test('a waiting room that comes back at once reads the board once', async () => {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  for (let person = 0; person < 20; person += 1) queue.join();
  const node = await ward.node(clinic);
  const token = clinic.patient(queue);
  const phones = await Promise.all(Array.from({ length: 60 }, () => ward.screen(node, clinic, token)));
  const answers = await Promise.all(phones.map((phone) => phone.watch(queue.id)));
  expect(answers.every((answer) => answer.ok && answer.mode === 'board')).toBe(true);
  expect(node.asked).toMatchObject({ readBoard: 1, missedChanges: 0 });

  // Everybody loses the line; two things happen meanwhile; nobody needs the database for it.
  const back = phones.map((phone) => new Promise((resolve) => phone.line.once('connect', () => resolve(null))));
  for (const phone of phones) phone.line.io.engine.close();
  node.realtime.publish([queue.join(), queue.call()]);
  await Promise.all(back);
  await eventually(() => {
    for (const phone of phones) expect(phone.board(queue.id)).toEqual(queue.board('public'));
  });
  expect(node.asked).toMatchObject({ readBoard: 1, missedChanges: 0 });
});
