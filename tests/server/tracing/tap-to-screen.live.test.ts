import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { TracedChange, Watched } from '../../../realtime/contract/messages.ts';
import { unpackChange } from '../../../realtime/contract/pack-change.ts';
import { dial, type Line } from '../../realtime/screen.ts';
import { apiOf } from '../../support/api.ts';
import { type CollectedSpan, type Collector, openCollector } from '../../support/collector.ts';
import { eventually } from '../../support/eventually.ts';
import { type RunningNode, startNode } from '../../support/node.ts';
import { callNext, CANARY, join, openService, signUpClinic, type Clinic, type Service } from '../../support/service.ts';

const asModule = (source: string) => `data:text/javascript,${encodeURIComponent(source)}`;
/** Writes down which modules of OpenTelemetry are loaded by name. */
const HOOK = `
  import { writeSync } from 'node:fs';
  export async function resolve(name, context, next) {
    if (name.startsWith('@opentelemetry/')) writeSync(1, 'loaded ' + name + '\\n');
    return next(name, context);
  }`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(asModule(HOOK))});`;
const SAYS_WHAT_IT_LOADS = { NODE_OPTIONS: `--import=${asModule(REGISTER)}` };

let collector: Collector;
let service: Service;
let here: RunningNode;
let there: RunningNode;
let clinic: Clinic;
const lines: Line[] = [];

beforeAll(async () => {
  collector = await openCollector();
  service = await openService({
    nodes: 2,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'our-queues', ...SAYS_WHAT_IT_LOADS },
  });
  [here, there] = service.nodes as [RunningNode, RunningNode]; // two were asked for
  clinic = await signUpClinic(here.url);
}, 60_000);
afterEach(() => lines.splice(0).forEach((line) => line.disconnect()));
afterAll(async () => {
  await service?.close();
  await collector?.close();
});

/** A queue with people, a tablet on one node and the display on the other one, which says when it has drawn and spoken. */
async function openRoom(prefix: string, { on = there, people = 1 } = {}) {
  const queue = await clinic.queue(prefix);
  const staff = await clinic.staff(here.url);
  const counter = await clinic.counter([queue.id], staff);
  for (let n = 0; n < people; n++) await join(staff, queue.id, { patient_name: CANARY, phone: '+49 30 901820' });
  const { token } = await clinic.device('display', [queue.id]);
  const line = dial(on.url, clinic, token);
  lines.push(line);
  const frames: TracedChange[] = [];
  line.on('queue:changed', (frame) => {
    const change = unpackChange(frame);
    frames.push(change);
    if (change.traced !== true) return;
    const about = { queue_id: change.queue_id, version: change.version };
    line.emit('display:shown', { ...about, within_ms: 20 }, () => {
      line.emit('display:announced', about, () => undefined);
    });
  });
  const watched: Watched = await new Promise((resolve) =>
    line.once(
      'connect',
      () => line.emit('queue:watch', { queue_id: queue.id }, (answer) => resolve(answer as Watched)), // refused, it would miss its board below
    ),
  );
  expect(watched).toMatchObject({ mode: 'board' });
  return { queue, staff, counter, token, frames };
}

/** The spans of one trace, as soon as all of these have come. */
function spansOf(traceId: string, ...names: string[]): Promise<CollectedSpan[]> {
  return eventually(() => {
    const spans = collector.spans.filter((span) => span.traceId === traceId);
    expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    return spans;
  });
}

const spanOf = (requestId: string | null) =>
  collector.spans.find(({ attributes }) => attributes['waitlessq.request_id'] === requestId);

const newTrace = () => randomBytes(16).toString('hex');
const traceparent = (traceId: string) => ({ traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` });

test('one trace leads from the tap on one node to the screen on the other', async () => {
  const { queue, staff, counter, frames } = await openRoom('A');
  const traceId = newTrace();
  const header = traceparent(traceId);
  const tappedAt = Date.now();
  await staff.post(`/queues/${queue.id}/calls`, { counter_id: counter }, header);
  const spans = await spansOf(traceId, 'publish', 'accept', 'write', 'show', 'announce', 'POST /queues/:id/calls');

  const one = (name: string): CollectedSpan => {
    const [span, ...others] = spans.filter((each) => each.name === name);
    if (!span || others.length > 0) throw new Error(`${others.length + (span ? 1 : 0)} spans are called ${name}`);
    return span;
  };
  const parentOf = ({ parentId }: CollectedSpan) => spans.find(({ spanId }) => spanId === parentId)?.name ?? null;
  const request = one('POST /queues/:id/calls');
  expect(request.parentId).toBe(header.traceparent.split('-')[2]);
  const parents = Object.fromEntries(
    ['transaction', 'lock-queue', 'record-event', 'COMMIT', 'publish', 'accept', 'write', 'show', 'announce'].map(
      (name) => [name, parentOf(one(name))],
    ),
  );
  expect(parents).toEqual({
    transaction: 'POST /queues/:id/calls',
    'lock-queue': 'transaction',
    'record-event': 'transaction',
    COMMIT: 'transaction',
    publish: 'POST /queues/:id/calls',
    accept: 'publish',
    write: 'accept',
    show: 'write',
    announce: 'write',
  });

  // Nobody but the display listens, and it hangs on the other node.
  expect(new Set(spans.map(({ node }) => node)).size).toBe(2);
  for (const name of ['accept', 'write', 'show', 'announce']) expect(one(name).node).not.toBe(request.node);
  expect(one('accept').attributes).toMatchObject({
    'waitlessq.organization': clinic.organizationId,
    'waitlessq.queue': queue.id,
    'waitlessq.audience': 'public',
    'waitlessq.from': 'other_node',
  });
  expect(request.attributes).toMatchObject({
    'http.route': 'POST /queues/:id/calls',
    'http.response.status_code': expect.anything(),
    'waitlessq.organization': clinic.organizationId,
  });

  // Each begins where it was caused, and nothing takes longer than from the tap until now. A millisecond is rounded away.
  const inOrder = ['lock-queue', 'COMMIT', 'publish', 'accept', 'write', 'show'].map((name) => one(name).from);
  expect(inOrder.map((from, n) => from - (inOrder[n - 1] ?? tappedAt)).every((ms) => ms >= -2)).toBe(true);
  for (const { from, to } of spans) {
    expect(to).toBeGreaterThanOrEqual(from);
    expect(from).toBeGreaterThanOrEqual(tappedAt - 2);
    expect(to).toBeLessThanOrEqual(Date.now() + 2);
  }
  // Only a yes goes out: which trace it is stays inside.
  expect(frames.at(-1)).toMatchObject({ traced: true });
  expect(JSON.stringify(frames)).not.toContain(traceId);
});

test('a tap that has to be sent twice is one trace, whichever node is asked the second time', async () => {
  const { queue, staff, counter } = await openRoom('B');
  const header = { 'idempotency-key': randomUUID() };
  const calls = { counter_id: counter };
  const first = await staff.post(`/queues/${queue.id}/calls`, calls, header);
  const second = await apiOf(there.url, { token: staff.token }).post(`/queues/${queue.id}/calls`, calls, header);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  const requests = await eventually(() => {
    const found = [first, second].map(({ headers }) => spanOf(headers.get('x-request-id')));
    expect(found).not.toContain(undefined);
    return found;
  });
  expect(new Set(requests.map((span) => span?.traceId)).size).toBe(1);
  expect(new Set(requests.map((span) => span?.node)).size).toBe(2);
  expect(collector.text()).not.toContain(header['idempotency-key']);
});

test('whoever asks with a broken trace is followed under a new one', async () => {
  const { queue, staff } = await openRoom('C');
  const broken = `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`;
  await staff.get(`/queues/${queue.id}/board`, { traceparent: broken });
  const requestId = randomUUID();
  await staff.get(`/queues/${queue.id}`, { traceparent: "'; DROP TABLE", 'x-request-id': requestId });
  const span = await eventually(() => {
    const found = spanOf(requestId);
    if (!found) throw new Error('it has not come yet');
    return found;
  });
  expect(span.parentId).toBeNull();
  expect(collector.spans.map(({ traceId }) => traceId)).not.toContain('0'.repeat(32));
});

test('a refusal is followed as well, and what the nodes ask by themselves is not', async () => {
  const { queue, staff, counter } = await openRoom('D', { people: 0 });
  const traceId = newTrace();
  await staff.post(`/queues/${queue.id}/calls`, { counter_id: counter }, traceparent(traceId));
  const spans = await spansOf(traceId, 'POST /queues/:id/calls', 'transaction');
  expect(spans.map(({ name }) => name)).not.toContain('publish');
  const roots = collector.spans.filter(({ parentId }) => parentId === null).map(({ name }) => name);
  expect(roots.filter((name) => !/^(?:GET|POST|PUT|PATCH|DELETE) |^elsewhere$/.test(name))).toEqual([]);
});

test('no name, phone, token, address or slug of anybody is sent to the collector', async () => {
  const { queue, staff, counter, token } = await openRoom('E');
  const { tracking_token: tracking } = await join(staff, queue.id, { patient_name: CANARY });
  await apiOf(here.url).get(`/track/${tracking}`);
  await apiOf(here.url, { slug: clinic.slug }).get(`/somewhere/${CANARY.replace(' ', '-')}?tenant_id=${clinic.slug}`);
  await fetch(`${here.url}/o/${clinic.slug}/t/${tracking}`);
  await callNext(staff, queue.id, counter);
  const traceId = newTrace();
  await staff.get('/offices', traceparent(traceId));
  await spansOf(traceId, 'GET /offices');
  const text = collector.text();
  const known = [CANARY, 'Canary', 'Olivia', 'Sam Staff', 'City Clinic', '901820', 'somewhere', clinic.slug];
  const secret = [clinic.email, clinic.password, clinic.ownerToken, staff.token, token, tracking, '127.0.0.1'];
  for (const word of [...known, ...secret]) expect(text).not.toContain(word);
  expect(text).toContain('our-queues');
});

/** One more node of its own settings, for as long as `work` takes. */
async function withNode(env: Record<string, string>, work: (node: RunningNode) => Promise<void>): Promise<void> {
  const node = await startNode({ databaseUrl: service.database.appUrl, env });
  try {
    await work(node);
  } finally {
    await node.stop();
  }
}

test('of a share of the requests each is followed to its end, and the others not at all', async () => {
  // Always the same twelve: which of them are followed is decided by the id alone.
  const traces = Array.from({ length: 12 }, (_, n) => createHash('md5').update(String(n)).digest('hex'));
  await withNode({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: '0.5' }, async (node) => {
    const owner = apiOf(node.url, { token: clinic.ownerToken });
    for (const traceId of traces) await owner.get('/offices', traceparent(traceId));
  });
  const lengths = traces.map((traceId) => collector.spans.filter((span) => span.traceId === traceId).length);
  expect(lengths.filter((length) => length === 0).length).toBeGreaterThan(0);
  expect(lengths.filter((length) => length > 1).length).toBeGreaterThan(0);
  expect(lengths).not.toContain(1);
});

test('a node serves while its collector is away, says so once, and stops in time', async () => {
  const gone = await openCollector();
  await gone.close();
  await withNode({ OTEL_EXPORTER_OTLP_ENDPOINT: gone.url }, async (node) => {
    const owner = apiOf(node.url, { token: clinic.ownerToken });
    const complaints = () => node.logs().split('traces could not be sent').length - 1;
    await eventually(
      async () => {
        expect((await owner.get('/offices')).status).toBe(200);
        expect(complaints()).toBe(1);
      },
      { within: 15_000, every: 200 },
    );
    const began = Date.now();
    expect(await node.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(6_000);
    expect(complaints()).toBe(1);
  });
});

test('with the switch off nothing is sent and OpenTelemetry is not even loaded', async () => {
  expect(here.logs()).toMatch(/^loaded @opentelemetry\/sdk-trace$/m);
  const traceId = newTrace();
  await withNode(SAYS_WHAT_IT_LOADS, async (node) => {
    const owner = apiOf(node.url, { token: clinic.ownerToken });
    expect((await owner.get('/offices', traceparent(traceId))).status).toBe(200);
    expect(node.logs()).not.toContain('@opentelemetry/');
  });
  expect(collector.spans.filter((span) => span.traceId === traceId)).toEqual([]);
});
