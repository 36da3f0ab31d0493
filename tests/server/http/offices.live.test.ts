import { openService, type Service } from './open-service.ts';
import { expectStatus, openOrganization, type Organization } from './organization.ts';

/** Where an office is, and what hangs at its entrance. */
let service: Service;
let clinic: Organization;
beforeAll(async () => {
  service = await openService();
  clinic = await openOrganization(service);
});
afterAll(() => service?.close());

const change = (body: object) => clinic.ask('PATCH', `/offices/${clinic.office.id}`, { body });

test('an office that says where it is takes people in within 200 metres, or as far as it says', async () => {
  expect(clinic.office).toMatchObject({ position: null, arrival_radius: null });
  const position = { latitude: 52.520_008, longitude: 13.404_954 };
  expect((await expectStatus(200, change({ position }))).body).toMatchObject({ position, arrival_radius: 200 });
  expect((await expectStatus(200, change({ arrival_radius: 50 }))).body).toMatchObject({
    position,
    arrival_radius: 50,
  });
  // Something else is changed: it stays where it is.
  expect((await expectStatus(200, change({ address: 'Main Street 1' }))).body).toMatchObject({ position });
  expect((await expectStatus(200, change({ position: null }))).body.position).toBeNull();
  const founded = await clinic.make('/offices', { name: 'Harbour', position, arrival_radius: 500 });
  expect(founded).toMatchObject({ position, arrival_radius: 500 });
});

test.each([
  [{ position: { latitude: 91, longitude: 0 } }, 'body.position.latitude'],
  [{ position: { latitude: 52.5 } }, 'body.position.longitude'],
  [{ arrival_radius: 5 }, 'body.arrival_radius'],
  [{ premises_code: 'AAAAAA' }, 'body'],
])('%j is nowhere on earth, or not for people to say', async (body, path) => {
  const { errors } = (await expectStatus(400, change(body))).body;
  expect(errors[0].path).toBe(path);
});

test('the code at the entrance is made anew by those who set the office up, and by nobody else', async () => {
  const { premises_code: first } = clinic.office;
  expect(first).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
  const renew = (as?: string) =>
    clinic.ask('POST', `/offices/${clinic.office.id}/premises-codes`, as === undefined ? {} : { as });
  await expectStatus(403, renew(clinic.staff));
  await expectStatus(403, renew(clinic.deviceToken));
  const { premises_code: second } = (await expectStatus(201, renew())).body;
  expect(second).toMatch(/^[A-HJ-NP-Z2-9]{6}$/);
  expect(second).not.toBe(first);
  const other = await openOrganization(service);
  await expectStatus(404, other.ask('POST', `/offices/${clinic.office.id}/premises-codes`));
  expect((await clinic.ask('GET', `/offices/${clinic.office.id}`)).body.premises_code).toBe(second);
});
