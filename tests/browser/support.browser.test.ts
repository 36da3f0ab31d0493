import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { makeStoredToken } from '../../server/access/stored-token.ts';
import { axeFindings } from './axe-findings.ts';
import { openClinicScreens, openStage, type ClinicScreens, type Stage } from './clinic-screens.ts';

jest.setTimeout(180_000);

let stage: Stage;
let screens: ClinicScreens;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(async () => {
  screens = await openClinicScreens(stage);
}, 60_000);
afterEach(() => screens.closeAll());
afterAll(() => stage.close());

test('everybody who works here sees that support is inside and why, and the owner ends it', async () => {
  const link = await letSupportIn('The queue does not open');
  const [support, owner, tablet] = await Promise.all([
    screens.open(`${screens.address('admin')}#sign-in=${link}`, 'desk'),
    screens.desk(),
    screens.tablet(),
  ]);
  for (const { page } of [support, owner, tablet]) {
    await page.getByText(/Support access by Ada Helper .*: The queue does not open/).waitFor();
  }
  expect(await axeFindings(tablet.page, 'support is inside')).toEqual([]);
  // What only the organization's own people decide is not offered.
  await support.page.getByRole('heading', { name: 'Today' }).waitFor();
  expect(await support.page.getByRole('link', { name: 'Your account' }).count()).toBe(0);
  await support.page.getByRole('link', { name: 'Staff accounts' }).click();
  await support.page.getByRole('link', { name: 'Sam Staff' }).or(support.page.getByText('Sam Staff')).first().waitFor();
  expect(await support.page.getByRole('link', { name: 'Invitations' }).count()).toBe(0);
  expect(await support.page.getByRole('link', { name: 'Add account' }).count()).toBe(0);

  await owner.page.getByRole('link', { name: 'Records' }).click();
  await owner.page.getByRole('link', { name: 'Support' }).click();
  await owner.page.getByRole('button', { name: 'End now' }).click();
  await owner.page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await owner.page.getByText('Support access ended').waitFor();
  await support.page.reload();
  await support.page.getByRole('button', { name: 'Sign in' }).waitFor();
  await tablet.page.reload();
  await tablet.page.getByText('Blue room').first().waitFor();
  expect(await tablet.page.getByText('Support access by').count()).toBe(0);
});

/** As the operator's command does. @returns what stands in the link */
async function letSupportIn(reason: string): Promise<string> {
  const { organizationId } = screens.clinic;
  const id = randomUUID();
  const { token, hash } = makeStoredToken('support-link', organizationId, id);
  const client = new pg.Client(stage.service.database.adminUrl);
  await client.connect();
  try {
    await client.query(
      `INSERT INTO support_access (organization_id, id, operator, reason, role, token_hash, starts_at, ends_at)
       VALUES ($1, $2, 'Ada Helper <ada@platform.example>', $3, 'owner', $4, now(), now() + interval '30 minutes')`,
      [organizationId, id, reason, hash],
    );
  } finally {
    await client.end();
  }
  return token;
}
