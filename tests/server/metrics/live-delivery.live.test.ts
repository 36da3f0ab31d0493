import { createMetrics } from '../../../server/metrics/metrics.ts';
import type { LiveNode, NodeSettings } from '../../realtime/live-node.ts';
import { openPaperClinic, type PaperQueue } from '../../realtime/paper-clinic.ts';
import { refusedAtTheDoor, webSocketOf } from '../../realtime/screen.ts';
import { openWard } from '../../realtime/ward.ts';
import { eventually } from '../../support/eventually.ts';
import { readMetrics } from './read-metrics.ts';

const ward = openWard();
afterEach(() => ward.close());

/** A node on which everything is measured that happens to its listeners. */
async function openNode(settings: NodeSettings = {}) {
  const clinic = openPaperClinic();
  const queue = clinic.openQueue();
  const live: { node: LiveNode | null } = { node: null };
  const metrics = createMetrics(() => live.node?.realtime ?? null);
  const node = await ward.node(clinic, { ...settings, tally: metrics.live });
  live.node = node;
  const read = async (name: string, labels: Record<string, string> = {}) =>
    (await readMetrics(metrics)).sum(`waitlessq_live_${name}`, labels);
  return { clinic, queue, node, read };
}

/** A change large enough to fill what the operating system buffers for one line. */
function speakMuch(node: LiveNode, queue: PaperQueue): void {
  const change = queue.join();
  const set = change.staff.set.map((entry) => ({ ...entry, note: 'x'.repeat(20_000) }));
  node.realtime.publish([{ ...change, staff: { ...change.staff, set } }]);
}

test('an operator sees that a listener reads too slowly, and that it has caught up', async () => {
  const { clinic, queue, node, read } = await openNode({
    limits: { joinWithin: 1, slowFor: 20_000, slowMost: 64 * 1024 * 1024 },
  });
  const stuck = await ward.screen(node, clinic, clinic.staff());
  await stuck.watch(queue.id);
  webSocketOf(stuck.line)._socket.pause();
  await eventually(
    async () => {
      speakMuch(node, queue);
      expect(await read('slow_now')).toBe(1);
    },
    { within: 20_000, every: 2 },
  );
  expect(await read('slow_listeners_total', { what: 'stopped' })).toBe(1);
  webSocketOf(stuck.line)._socket.resume();
  await eventually(async () => expect(await read('slow_listeners_total', { what: 'caught_up' })).toBe(1));
  expect(await read('slow_now')).toBe(0);
  expect(await read('slow_listeners_total', { what: 'closed' })).toBe(0);
});

test('an operator sees that a listener who never reads is cut off, and one who never stops speaking', async () => {
  const { clinic, queue, node, read } = await openNode({
    limits: { joinWithin: 1, slowFor: 300, packetsPerWindow: 20 },
  });
  const stuck = await ward.screen(node, clinic, clinic.staff());
  await stuck.watch(queue.id);
  webSocketOf(stuck.line)._socket.pause();
  await eventually(
    async () => {
      speakMuch(node, queue);
      expect(await read('slow_listeners_total', { what: 'closed' })).toBe(1);
    },
    { within: 20_000, every: 2 },
  );
  stuck.close();
  expect(await read('slow_listeners_total', { what: 'flooding' })).toBe(0);

  const loud = await ward.screen(node, clinic, clinic.staff());
  for (let times = 0; times < 40; times++) loud.mention('queue:unwatch', { queue_id: queue.id });
  await eventually(async () => expect(await read('slow_listeners_total', { what: 'flooding' })).toBe(1));
});

test('an operator sees who is here, who was refused at the door and who did not come as far as that', async () => {
  const open = { isOpen: true };
  const { clinic, queue, node, read } = await openNode({ mayConnect: () => open.isOpen });
  const staff = await ward.screen(node, clinic, clinic.staff());
  const phones = [
    await ward.screen(node, clinic, clinic.patient(queue)),
    await ward.screen(node, clinic, clinic.patient(queue)),
  ];
  await Promise.all([staff, ...phones].map((screen) => screen.watch(queue.id)));
  expect(await read('sockets', { kind: 'user' })).toBe(1);
  expect(await read('sockets', { kind: 'patient' })).toBe(2);
  expect(await read('connections')).toBe(3);
  expect(await read('streams')).toBe(2);
  expect(await read('watches_total', { listener: 'new', answer: 'board' })).toBe(3);

  await refusedAtTheDoor(ward.dial(node, clinic, 'made up'));
  expect(await read('handshakes_total', { outcome: 'unauthenticated' })).toBe(1);
  open.isOpen = false;
  const turnedAway = ward.dial(node, clinic, clinic.staff());
  await new Promise((resolve) => turnedAway.once('connect_error', resolve));
  turnedAway.disconnect();
  expect(await read('handshakes_total', { outcome: 'not_opened' })).toBeGreaterThan(0);
  expect(await read('handshakes_total', { outcome: 'accepted' })).toBe(3);
});

test('an operator sees that more come at once than a node lets in', async () => {
  const { clinic, node, read } = await openNode({ limits: { admitWaiting: 0 } });
  const crowded = ward.dial(node, clinic, clinic.staff());
  await new Promise((resolve) => crowded.once('connect_error', resolve));
  crowded.disconnect();
  expect(await read('handshakes_total', { outcome: 'crowded' })).toBeGreaterThan(0);
});

test('an operator sees that screens had to begin anew, and why', async () => {
  const { clinic, queue, node, read } = await openNode({ limits: { headCheckEvery: 20 } });
  const screen = await ward.screen(node, clinic, clinic.staff());
  await screen.watch(queue.id);
  queue.join();
  queue.forgetLog();
  await eventually(async () => expect(await read('resyncs_total', { cause: 'log_too_short' })).toBe(1));
  queue.restore();
  await eventually(async () => expect(await read('resyncs_total', { cause: 'epoch' })).toBe(1));
});
