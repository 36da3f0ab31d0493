import { v7 as uuidv7 } from 'uuid';
import { sweep } from '../../../server/jobs/clock.ts';
import { openClinic, type Clinic } from '../../support/clinic.ts';

let clinic: Clinic;
beforeAll(async () => {
  clinic = await openClinic();
});
afterAll(() => clinic.close());

/** The keys that the clinic remembers. */
const keys = () =>
  clinic.snapshot(clinic.staff, async (tx) => {
    const rows = await tx.query<{ key: string }>({
      name: 'keys',
      text: `SELECT key FROM idempotency_keys WHERE organization_id = $1 ORDER BY key`,
      values: [clinic.organizationId],
    });
    return rows.map(({ key }) => key);
  });

test('a repeated request is remembered for a day and then forgotten', async () => {
  const claim = (key: string) => ({ principal: 'user:1', key, fingerprint: Buffer.from(key) });
  for (const key of ['first', 'second']) {
    await clinic.doors.once(clinic.staff, claim(key), async () => ({ status: 201, body: uuidv7() }));
  }
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);
  await sweep(clinic.database, inHours(23));
  expect(await keys()).toEqual(['first', 'second']);
  await sweep(clinic.database, inHours(25));
  expect(await keys()).toEqual([]);
});
