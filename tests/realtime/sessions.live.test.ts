import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { refusedAtTheDoor, webSocketOf } from './screen.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

const QUICK = { headCheckEvery: 50, sweepEvery: 50 };

async function open(limits = {}) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits: { ...QUICK, ...limits } });
  return { clinic, queue, node };
}

describe('a token that ends', () => {
  test('is asked for in time, and one that is not renewed closes its line', async () => {
    const { clinic, queue, node } = await open({ renewBefore: 1_000 });
    const token = clinic.staff({ expires_at: Date.now() + 2_500 });
    const staff = await ward.screen(node, clinic, token);
    const told: string[] = [];
    staff.line.on('session:control', ({ code }) => told.push(code));
    await staff.watch(queue.id);
    const closed = new Promise((resolve) => staff.line.once('disconnect', resolve));
    expect(await closed).toBe('transport close');
    expect(told).toEqual(['renew']);
    expect(Date.now()).toBeGreaterThanOrEqual(clinic.credentials.get(token)?.expires_at ?? Infinity);
    // It comes back by itself, and is told why it does not get in.
    expect((await refusedAtTheDoor(staff.line)).code).toBe('token_expired');
  });

  test('is renewed on the live socket by its owner, and by nobody else', async () => {
    const { clinic, queue, node } = await open();
    const me = { id: 'the same user', expires_at: Date.now() + 2_500 };
    const staff = await ward.screen(node, clinic, clinic.staff(me));
    await staff.watch(queue.id);
    const renew = (token: string) => staff.say('session:renew', { token });
    const elsewhere = openPaperClinic();

    expect(await renew(clinic.staff())).toMatchObject({ ok: false, problem: { code: 'not_permitted' } });
    expect(await renew(elsewhere.staff())).toMatchObject({ ok: false, problem: { code: 'unauthenticated' } });
    const until = Date.now() + 60_000;
    const renewed = await renew(clinic.staff({ ...me, expires_at: until }));
    expect(renewed).toEqual({ ok: true, expires_in: expect.any(Number) });
    expect((renewed as { expires_in: number }).expires_in).toBeGreaterThan(55);

    await eventually(() => expect(Date.now()).toBeGreaterThan(me.expires_at + 200));
    node.realtime.publish([queue.join()]);
    await eventually(() => expect(staff.board(queue.id)?.version).toBe(1));
  });

  test('whose rights have changed starts anew under them', async () => {
    const { clinic, queue, node } = await open();
    const other = clinic.openQueue();
    const me = { id: 'the same entry' };
    const phone = await ward.screen(node, clinic, clinic.patient(queue, me));
    await phone.watch(queue.id);
    const moved = clinic.patient(other, me);
    const closed = new Promise((resolve) => phone.line.once('disconnect', resolve));
    phone.line.auth = { token: moved };
    expect(await phone.say('session:renew', { token: moved })).toEqual({ ok: true, expires_in: null });
    expect(await closed).toBe('transport close');
    await eventually(() => expect(phone.line.connected).toBe(true));
    expect(await phone.watch(queue.id)).toMatchObject({ ok: false, problem: { code: 'not_permitted' } });
    expect(await phone.watch(other.id)).toMatchObject({ ok: true });
  });
});

describe('somebody whose access is taken away', () => {
  test('hears so, is closed at once and hears nothing more; others stay', async () => {
    const { clinic, queue, node } = await open();
    const token = clinic.staff({ id: 'dismissed' });
    const staff = await ward.screen(node, clinic, token);
    const other = await ward.screen(node, clinic, clinic.staff());
    await Promise.all([staff.watch(queue.id), other.watch(queue.id)]);
    const told: string[] = [];
    staff.line.on('session:control', ({ code }) => told.push(code));
    staff.line.io.reconnection(false);
    const closed = new Promise((resolve) => staff.line.once('disconnect', resolve));

    clinic.credentials.delete(token);
    node.realtime.revoke(clinic.organizationId, { kind: 'user', id: 'dismissed' });
    node.realtime.publish([queue.join()]);
    await closed;
    expect(told).toEqual(['revoked']);
    expect(staff.frames).toEqual([]);
    await eventually(() => expect(other.board(queue.id)?.version).toBe(1));
    expect(node.realtime.stats().sockets).toBe(1);
  });

  test('does not get in again by what a node remembers of a moment ago', async () => {
    const { clinic, node } = await open();
    const token = clinic.staff({ id: 'dismissed' });
    await ward.screen(node, clinic, token);
    // The credential still works, as it does for seconds where identities are remembered.
    node.realtime.revoke(clinic.organizationId, { kind: 'user', id: 'dismissed' });
    expect((await refusedAtTheDoor(ward.dial(node, clinic, token))).code).toBe('unavailable');
    await ward.screen(node, clinic, clinic.staff());
  });

  test('is everybody when an organization is suspended, and nobody of another one', async () => {
    const [north, south] = [openPaperClinic(), openPaperClinic()];
    const node = await ward.node([north, south], { limits: QUICK });
    const shut = await ward.screen(node, north, north.staff());
    const untouched = await ward.screen(node, south, south.staff());
    const closed = new Promise((resolve) => shut.line.once('disconnect', resolve));
    shut.line.io.reconnection(false);
    node.realtime.revoke(north.organizationId, 'everyone');
    await closed;
    expect(await untouched.watch(south.openQueue().id)).toMatchObject({ ok: true });
  });

  test('comes back by itself when only its rights have changed', async () => {
    const { clinic, queue, node } = await open({ identityMayBeOld: 0 });
    const display = await ward.screen(node, clinic, clinic.display(queue, 'TV 1'));
    await display.watch(queue.id);
    const [id] = [...clinic.credentials.values()].map((listener) => listener.id ?? '');
    const told: string[] = [];
    display.line.on('session:control', ({ code }) => told.push(code));
    const back = new Promise((resolve) => display.line.once('connect', () => resolve(null)));
    node.realtime.readmit(clinic.organizationId, { kind: 'device', id: id ?? '' });
    await back;
    // It is told to look what it is for now.
    expect(told).toEqual(['changed']);
    node.realtime.publish([queue.join()]);
    await eventually(() => expect(display.board(queue.id)).toEqual(queue.board('public')));
  });

  test('is every passer-by when a queue is for them no more, and nobody else', async () => {
    const { clinic, queue, node } = await open({ identityMayBeOld: 0 });
    const stranger = { kind: 'public', id: null } as const;
    const passers = [clinic.patient(queue, stranger), clinic.patient(queue, stranger)];
    const screens = await Promise.all(passers.map((token) => ward.screen(node, clinic, token)));
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    let left = 0;
    phone.line.on('disconnect', () => left++);
    const back = screens.map(({ line }) => new Promise((resolve) => line.once('connect', () => resolve(null))));
    node.realtime.readmit(clinic.organizationId, stranger);
    await Promise.all(back);
    expect(left).toBe(0);
  });
});

test('a node that goes away asks everybody to move, takes nobody new, and closes who is left', async () => {
  const { clinic, queue, node } = await open();
  const obedient = await ward.screen(node, clinic, clinic.staff());
  const stubborn = await ward.screen(node, clinic, clinic.display(queue, 'TV 1'));
  for (const { line } of [obedient, stubborn]) line.io.reconnection(false);
  await stubborn.watch(queue.id);
  const asked = new Promise((resolve) => stubborn.line.once('session:control', resolve));
  obedient.line.on('session:control', () => obedient.close());
  const closed = new Promise((resolve) => stubborn.line.once('disconnect', resolve));

  const drained = node.realtime.drain(2_000);
  expect(await asked).toEqual({ code: 'drain', window_ms: 2_000 });
  const newcomer = ward.dial(node, clinic, clinic.staff());
  await new Promise((resolve) => newcomer.once('connect_error', resolve));
  newcomer.disconnect();
  // Until the window ends, who has not moved yet hears everything.
  node.realtime.publish([queue.join()]);
  await eventually(() => expect(stubborn.board(queue.id)?.version).toBe(1), { within: 1_500 });
  await Promise.all([drained, closed]);
  expect(node.realtime.stats()).toMatchObject({ connections: 0, sockets: 0 });
});

test('a node that nobody listens to any more is drained at once', async () => {
  const { clinic, node } = await open();
  const staff = await ward.screen(node, clinic, clinic.staff());
  staff.line.on('session:control', () => staff.close());
  const began = performance.now();
  await node.realtime.drain(10_000);
  expect(performance.now() - began).toBeLessThan(5_000);
});

describe('a listener that does not read', () => {
  /** Frames large enough to fill what the operating system buffers for one line. */
  const speakMuch = (
    node: { realtime: { publish: (changes: never[]) => void } },
    queue: ReturnType<ReturnType<typeof openPaperClinic>['openQueue']>,
  ) => {
    const change = queue.join();
    const [entry] = change.staff.set;
    const long = { ...change, staff: { ...change.staff, set: entry ? [{ ...entry, note: 'x'.repeat(20_000) }] : [] } };
    node.realtime.publish([long] as never[]);
  };

  test('is sent no more, and catches up when it reads again', async () => {
    const { clinic, queue, node } = await open({ joinWithin: 1, slowFor: 20_000, slowMost: 64 * 1024 * 1024 });
    const stuck = await ward.screen(node, clinic, clinic.staff());
    const quick = await ward.screen(node, clinic, clinic.patient(queue));
    await Promise.all([stuck.watch(queue.id), quick.watch(queue.id)]);
    webSocketOf(stuck.line)._socket.pause();
    await eventually(
      () => {
        speakMuch(node, queue);
        expect(node.realtime.stats().slow).toBe(1);
      },
      { within: 20_000, every: 2 },
    );
    for (let person = 0; person < 5; person += 1) node.realtime.publish([queue.join()]);
    await eventually(() => expect(quick.board(queue.id)?.version).toBe(queue.board('public').version));
    expect(stuck.board(queue.id)?.version).toBeLessThan(queue.board('staff').version);

    webSocketOf(stuck.line)._socket.resume();
    await eventually(() => expect(stuck.board(queue.id)?.version).toBe(queue.board('staff').version));
    expect(node.realtime.stats()).toMatchObject({ slow: 0, connections: 2 });
  });

  test('is cut off when it never does, though its line answers, and others do not notice', async () => {
    const { clinic, queue, node } = await open({ joinWithin: 1, slowFor: 300 });
    const stuck = await ward.screen(node, clinic, clinic.staff());
    const quick = await ward.screen(node, clinic, clinic.patient(queue));
    await Promise.all([stuck.watch(queue.id), quick.watch(queue.id)]);
    webSocketOf(stuck.line)._socket.pause();
    await eventually(
      () => {
        speakMuch(node, queue);
        expect(node.realtime.stats().connections).toBe(1);
      },
      { within: 20_000, every: 2 },
    );
    webSocketOf(stuck.line)._socket.resume();
    await eventually(() => expect(quick.board(queue.id)?.version).toBe(queue.board('public').version));
    expect(quick.doubled()).toBe(0);
  });
});

test('a listener that asks and asks and reads nothing is cut off at the question that is too much', async () => {
  // Nobody looks at the lines meanwhile, and nobody counts how often it asks.
  const { clinic, queue, node } = await open({ sweepEvery: 60_000, packetsPerWindow: 100_000 });
  for (let person = 0; person < 300; person += 1) queue.join();
  const stuck = await ward.screen(node, clinic, clinic.staff());
  await stuck.watch(queue.id);
  stuck.line.io.reconnection(false);
  webSocketOf(stuck.line)._socket.pause();
  await eventually(
    () => {
      const question = JSON.stringify(['queue:watch', { queue_id: queue.id }]);
      webSocketOf(stuck.line).send(`42/org/${clinic.slug},1${question}`);
      expect(node.realtime.stats().connections).toBe(0);
    },
    { within: 20_000, every: 2 },
  );
});

describe('what a display has announced', () => {
  test('is told to staff on the spot, and to staff who look a moment later', async () => {
    const { clinic, queue, node } = await open();
    const display = await ward.screen(node, clinic, clinic.display(queue, 'TV 2'));
    const staff = await ward.screen(node, clinic, clinic.staff());
    const phone = await ward.screen(node, clinic, clinic.patient(queue));
    const heard = { staff: [] as object[], phone: [] as object[] };
    staff.line.on('display:heard', (one) => heard.staff.push(one));
    phone.line.on('display:heard', (one) => heard.phone.push(one));

    const announce = () => display.say('display:announced', { queue_id: queue.id, version: 1 });
    expect(await announce()).toMatchObject({ ok: false, problem: { code: 'not_possible_now' } });
    await Promise.all([display.watch(queue.id), staff.watch(queue.id), phone.watch(queue.id)]);
    expect(await announce()).toEqual({ ok: true });
    const announced = { queue_id: queue.id, version: 1, device_id: expect.any(String), device_name: 'TV 2' };
    await eventually(() => expect(heard.staff).toEqual([announced]));

    const later = await ward.screen(node, clinic, clinic.staff());
    const told = new Promise((resolve) => later.line.once('display:heard', resolve));
    await later.watch(queue.id);
    expect(await told).toEqual(announced);
    expect(heard.phone).toEqual([]);
  });

  test('is believed of displays only', async () => {
    const { clinic, queue, node } = await open();
    for (const token of [clinic.staff(), clinic.patient(queue)]) {
      const screen = await ward.screen(node, clinic, token);
      await screen.watch(queue.id);
      const answer = await screen.say('display:announced', { queue_id: queue.id, version: 1 });
      expect(answer).toMatchObject({ ok: false, problem: { code: 'not_permitted' } });
    }
  });
});

describe('an organization that is suspended by somebody who told no node', () => {
  test('loses its sockets by itself, is told why, and nobody else notices', async () => {
    const [clinic, neighbour] = [openPaperClinic(), openPaperClinic()];
    const [queue, other] = [clinic.openQueue(), neighbour.openQueue()];
    const node = await ward.node([clinic, neighbour], { limits: { ...QUICK, organizationCheckEvery: 50 } });
    const token = clinic.display(queue, 'TV');
    const display = await ward.screen(node, clinic, token);
    const next = await ward.screen(node, neighbour, neighbour.display(other, 'TV'));
    await Promise.all([display.watch(queue.id), next.watch(other.id)]);
    const told: string[] = [];
    display.line.on('session:control', ({ code }) => told.push(code));
    const closed = new Promise((resolve) => display.line.once('disconnect', resolve));

    clinic.suspended = true;
    expect(await closed).toBe('transport close');
    expect((await refusedAtTheDoor(display.line)).code).toBe('organization_suspended');
    // It still belongs there: a screen that is told it was revoked forgets its pairing.
    expect(told).toEqual([]);
    expect(next.line.connected).toBe(true);

    clinic.suspended = false;
    await ward.screen(node, clinic, token);
  });
});
