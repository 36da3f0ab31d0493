import { callNext } from '../../../server/commands/entries/call-next.ts';
import { joinQueue } from '../../../server/commands/entries/join-queue.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic({ poolSize: 20 });
});
afterAll(() => clinic.close());

/** Straight through the doors: the law is stated elsewhere, here many come at once. */
const join = (queueId: string, phone?: string) =>
  clinic.doors.transact(clinic.staff, (tx) =>
    joinQueue(tx, { queue_id: queueId, ...(phone === undefined ? {} : { phone }) }),
  );
const call = (queueId: string, counterId: string) =>
  clinic.doors.transact(clinic.staff, (tx) => callNext(tx, { queue_id: queueId, counter_id: counterId }));

async function settled<T>(promises: Promise<T>[]): Promise<{ done: T[]; codes: string[] }> {
  const results = await Promise.allSettled(promises);
  const done = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const codes = results.flatMap((result) =>
    result.status === 'rejected' ? [(result.reason as { code?: string }).code ?? String(result.reason)] : [],
  );
  return { done, codes };
}

test('twenty counters calling at once call twenty different people, in order', async () => {
  const queue = await clinic.queue('T');
  const counters = [];
  for (let n = 0; n < 20; n++) counters.push(await clinic.counter([queue]));
  for (let n = 0; n < 20; n++) await join(queue);
  const { done, codes } = await settled(counters.map((counter) => call(queue, counter)));
  expect(codes).toEqual([]);
  const inOrder = done.toSorted((a, b) => a.call_seq - b.call_seq);
  expect(inOrder.map(({ call_seq }) => call_seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(inOrder.map(({ entry }) => entry.seq)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
});

test('two tablets at one counter call one person', async () => {
  const queue = await clinic.queue('U');
  const counter = await clinic.counter([queue]);
  await join(queue);
  await join(queue);
  const { done, codes } = await settled([call(queue, counter), call(queue, counter), call(queue, counter)]);
  expect(done).toHaveLength(1);
  expect(codes).toEqual(['counter_busy', 'counter_busy']);
});

test('one counter asking two queues at once gets one person', async () => {
  const [left, right] = [await clinic.queue('V'), await clinic.queue('W')];
  const counter = await clinic.counter([left, right]);
  await join(left);
  await join(right);
  const { done, codes } = await settled([call(left, counter), call(right, counter)]);
  expect(done).toHaveLength(1);
  expect(codes).toEqual(['counter_busy']);
});

test('sixty people who join at once get sixty numbers without a gap', async () => {
  const queue = await clinic.queue('X');
  const { done, codes } = await settled(Array.from({ length: 60 }, () => join(queue)));
  expect(codes).toEqual([]);
  const numbers = done.map(({ entry }) => entry.ticket_number).toSorted();
  expect(numbers).toEqual(Array.from({ length: 60 }, (_, n) => `X${String(n + 1).padStart(3, '0')}`));
});

test('the last place in a queue goes to one of ten, and one phone gets one place', async () => {
  const queue = await clinic.queue('Y', {}, { capacity: 1 });
  const full = await settled(Array.from({ length: 10 }, () => join(queue)));
  expect(full.done).toHaveLength(1);
  expect(new Set(full.codes)).toEqual(new Set(['queue_full']));
  const roomy = await clinic.queue('Z');
  const twice = await settled(Array.from({ length: 5 }, () => join(roomy, '+34612345678')));
  expect(twice.done).toHaveLength(1);
  expect(new Set(twice.codes)).toEqual(new Set(['already_waiting']));
});
