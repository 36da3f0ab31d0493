import { randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { openPaperClinic } from './paper-clinic.ts';
import { webSocketOf } from './screen.ts';
import { openWard } from './ward.ts';

const ward = openWard();
afterEach(() => ward.close());

async function open(limits = {}) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const node = await ward.node(clinic, { limits });
  const screen = await ward.screen(node, clinic, clinic.staff());
  return { clinic, queue, node, screen };
}

test('whatever is wrong in a message is said, and the next one is answered', async () => {
  const { queue, node, screen } = await open();
  const id = randomUUID();
  const wrong: [string, ...unknown[]][] = [
    ['queue:watch'],
    ['queue:watch', null],
    ['queue:watch', 'text'],
    ['queue:watch', {}],
    ['queue:watch', { queue_id: 'no uuid' }],
    ['queue:watch', { queue_id: [id] }],
    ['queue:watch', { queue_id: id, version: -1, epoch: 'e' }],
    ['queue:watch', { queue_id: id, version: 1.5, epoch: 'e' }],
    ['queue:watch', { queue_id: id, version: 1, epoch: 'x'.repeat(65) }],
    ['queue:watch', Buffer.from('bytes')],
    ['queue:unwatch', {}],
    ['session:renew', { token: 7 }],
    ['display:announced', { queue_id: id }],
    ['no:such:message', { queue_id: id }],
    ['__proto__', {}],
    ['constructor', {}],
    ['toString', {}],
    ['error', {}],
  ];
  for (const [name, ...message] of wrong) {
    expect(await screen.say(name, ...message)).toEqual({
      ok: false,
      problem: { code: 'invalid_input', title: expect.any(String) },
    });
  }
  expect(await screen.watch(queue.id)).toMatchObject({ ok: true });
  expect(node.logged.filter(({ level }) => level === 'error')).toEqual([]);
});

test('a message without an acknowledgement harms nobody', async () => {
  const { queue, screen } = await open();
  screen.mention('queue:watch', { queue_id: queue.id });
  screen.mention('queue:watch', { queue_id: 'wrong' });
  expect(await screen.watch(queue.id)).toMatchObject({ ok: true });
});

test('a message that is too large closes its line and no other', async () => {
  const { clinic, queue, node, screen } = await open();
  const other = await ward.screen(node, clinic, clinic.staff());
  const closed = new Promise((resolve) => screen.line.once('disconnect', resolve));
  void screen.say('queue:watch', { queue_id: queue.id, epoch: 'x'.repeat(17 * 1024) }).catch(() => undefined);
  await closed;
  expect(await other.watch(queue.id)).toMatchObject({ ok: true });
});

test('who speaks without end is cut off, and others are heard', async () => {
  const { clinic, queue, node, screen } = await open({ packetsPerWindow: 30 });
  const other = await ward.screen(node, clinic, clinic.staff());
  screen.line.io.reconnection(false);
  const closed = new Promise((resolve) => screen.line.once('disconnect', resolve));
  for (let time = 0; time < 40; time += 1)
    void screen.say('queue:unwatch', { queue_id: queue.id }).catch(() => undefined);
  await closed;
  await eventually(() => expect(node.realtime.stats().connections).toBe(1));
  expect(await other.watch(queue.id)).toMatchObject({ ok: true });
});

test('what is no Socket.IO at all closes its line', async () => {
  const { clinic, queue, node, screen } = await open();
  const bytesThatNeverCome = ['451-["queue:watch",{"_placeholder":true,"num":9}]', '42["queue:watch"]'];
  for (const noise of [['4"not a packet'], ['40/org/x,{"broken"'], ['4999999999'], ['zzz'], bytesThatNeverCome]) {
    const line = ward.dial(node, clinic, clinic.staff());
    await new Promise((resolve) => line.once('connect', () => resolve(null)));
    line.io.reconnection(false);
    const closed = new Promise((resolve) => line.once('disconnect', resolve));
    for (const text of noise) webSocketOf(line).send(text);
    await closed;
  }
  expect(await screen.watch(queue.id)).toMatchObject({ ok: true });
});
