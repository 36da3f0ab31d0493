import { eventually } from '../support/eventually.ts';
import { startRedis, type Redis } from '../support/redis.ts';
import { openPaperClinic, type PaperClinic } from './paper-clinic.ts';
import { refusedAtTheDoor } from './screen.ts';
import { openWard } from './ward.ts';

const ward = openWard();
let redis: Redis;
beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => ward.close());
afterAll(() => redis.stop());

type Node = Awaited<ReturnType<typeof ward.node>>;

/** A clinic whose plan has so many sockets, and its one queue. */
function small(sockets: number) {
  const clinic = openPaperClinic();
  clinic.plan.sockets = sockets;
  return { clinic, queue: clinic.openQueue() };
}

async function phones(node: Node, { clinic, queue }: ReturnType<typeof small>, count: number) {
  const opened = [];
  for (let n = 0; n < count; n++) opened.push(await ward.screen(node, clinic, clinic.patient(queue)));
  return opened;
}
const refused = (node: Node, clinic: PaperClinic, token: string) => refusedAtTheDoor(ward.dial(node, clinic, token));

test('phones fill their part and no more; a tablet and a display still get in, and another clinic is not touched', async () => {
  const full = small(10);
  const other = small(10);
  const node = await ward.node([full.clinic, other.clinic]);
  await phones(node, full, 9);
  expect(await refused(node, full.clinic, full.clinic.patient(full.queue))).toEqual({
    code: 'plan_limit',
    title: 'The plan allows 10 screens at once; 9 are used.',
  });
  await ward.screen(node, full.clinic, full.clinic.staff());
  expect((await refused(node, full.clinic, full.clinic.display(full.queue, 'TV'))).code).toBe('plan_limit');
  await phones(node, other, 9);
});

test('many who come in the same moment do not slip through together', async () => {
  const { clinic, queue } = small(10);
  const node = await ward.node(clinic);
  const lines = Array.from({ length: 60 }, () => ward.dial(node, clinic, clinic.patient(queue)));
  await eventually(() => {
    const inside = lines.filter(({ connected }) => connected).length;
    expect(inside).toBe(9);
    expect(node.realtime.stats().sockets).toBe(9);
  });
});

test('whoever leaves makes room', async () => {
  const full = small(10);
  const node = await ward.node(full.clinic);
  const [first] = await phones(node, full, 9);
  first?.line.disconnect();
  await eventually(() => phones(node, full, 1));
});

test('nodes count together, and forget one that is gone', async () => {
  const full = small(20);
  const settings = { redisUrl: redis.url, limits: { sweepEvery: 50, presentEvery: 200, presentFor: 600 } };
  const [here, there] = await Promise.all([ward.node(full.clinic, settings), ward.node(full.clinic, settings)]);
  await phones(here, full, 18);
  const known = (node: Node) => node.realtime.takePeaks().get(full.clinic.organizationId);
  await eventually(() => expect(known(there)).toBe(18));
  expect((await refused(there, full.clinic, full.clinic.patient(full.queue))).code).toBe('plan_limit');
  await ward.screen(there, full.clinic, full.clinic.staff());
  await eventually(() => expect(known(here)).toBe(19));
  await here.stop();
  await eventually(() => phones(there, full, 1));
});
