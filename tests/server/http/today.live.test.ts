import { expectStatus, openOrganization } from './organization.ts';
import { openService, type Service } from './open-service.ts';

/** The day in figures, for whoever opens the administration. */
let service: Service;
beforeAll(async () => {
  service = await openService();
});
afterAll(() => service?.close());

test('counts who came, was served, missed the call and left, and nobody who was only a test', async () => {
  const clinic = await openOrganization(service);
  const { queue, counter } = clinic;
  const join = async () => (await clinic.make(`/queues/${queue.id}/entries`, {})).entry.id as string;
  const call = (id: string) =>
    expectStatus(
      201,
      clinic.ask('POST', `/entries/${id}/calls`, {
        as: clinic.staff,
        body: { counter_id: counter.id, reason: 'they wait longest' },
      }),
    );
  const move = (id: string, what: string) =>
    expectStatus(201, clinic.ask('POST', `/entries/${id}/${what}`, { as: clinic.staff, body: {} }));
  const figures = async (as = clinic.owner) =>
    (await expectStatus(200, clinic.ask('GET', '/organization/today', { as }))).body;

  // Somebody waits there already.
  expect((await figures()).all).toEqual({ joined: 1, served: 0, no_shows: 0, left: 0, wait_p50: null, wait_p90: null });
  const [served, missed, test] = [await join(), await join(), await join()];
  await call(served);
  await move(served, 'service');
  await move(served, 'completion');
  await call(missed);
  await move(missed, 'no-show');
  await call(test);
  await expectStatus(200, clinic.ask('DELETE', `/entries/${test}?reason=test`));

  const { all, queues } = await figures();
  expect(all).toMatchObject({ joined: 3, served: 1, no_shows: 1, left: 0 });
  // Called within the same moment, and never before they came.
  expect(all.wait_p50).toBeGreaterThanOrEqual(0);
  expect(all.wait_p90).toBeLessThan(1);
  expect(queues).toEqual([{ queue_id: queue.id, ...all }]);
});

test('whoever works in one queue sees the day of that queue; a passer-by and another organization see nothing', async () => {
  const clinic = await openOrganization(service);
  const other = await openOrganization(service);
  const second = await clinic.make('/queues', { name: 'Second', prefix: 'B', office_id: clinic.office.id });
  await clinic.make(`/queues/${second.id}/entries`, {});
  const { body: users } = await clinic.ask('GET', '/users');
  const stan = users.data.find(({ name }: { name: string }) => name === 'Stan');
  await expectStatus(200, clinic.ask('PATCH', `/users/${stan.id}`, { body: { queue_ids: [second.id] } }));
  const { body } = await expectStatus(200, clinic.ask('GET', '/organization/today', { as: clinic.staff }));
  expect(body).toMatchObject({ all: { joined: 1 }, queues: [{ queue_id: second.id, joined: 1 }] });
  expect((await clinic.ask('GET', '/organization/today', { as: null })).status).toBe(401);
  expect((await clinic.ask('GET', '/organization/today', { as: other.owner })).status).toBe(403);
});
