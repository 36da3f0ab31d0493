import { randomBytes } from 'node:crypto';
import { generateSync } from 'otplib';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { axeFindings } from './axe-findings.ts';
import { openStage, signIn, type Stage } from './clinic-screens.ts';
import { openDevice, type SIZES, type Device } from './device.ts';

/** From nothing: an organization signs up, and the people and programs come that work there. */

jest.setTimeout(180_000);

const PASSWORD = 'seven quiet green turtles';
const NEW_PASSWORD = 'eight loud yellow parrots';

let stage: Stage;
let devices: Device[];
let found: string[];
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
beforeEach(() => {
  devices = [];
  found = [];
});
afterEach(() => Promise.all(devices.map((device) => device.close())));
afterAll(() => stage.close());

test('somebody signs up by keyboard and is at the first step', async () => {
  const { page } = await open('/');
  await page.getByRole('link', { name: 'Create an organization' }).click();
  await page.getByLabel('Name', { exact: true }).focus();
  const name = `Dr. Müller ${random()}`;
  await page.keyboard.type(name);
  await press(page, 'Tab', 3);
  const slug = await page.getByLabel('Address').inputValue();
  expect(slug).toMatch(/^dr-mueller-[0-9a-f]{8}$/);
  await page.keyboard.type('Olivia Owner');
  await page.keyboard.press('Tab');
  await page.keyboard.type(`owner@${slug}.example`);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await look(page, 'sign-up');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'To the first called number' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/o/${slug}/admin`);
  await page.getByText(name).first().waitFor();
  expect(troubles()).toEqual([]);
  expect(found).toEqual([]);
});

test('a name that is taken and a password that everybody knows are said at their fields', async () => {
  const { slug } = await signUp();
  const { page } = await open('/sign-up');
  await fillSignUp(page, slug, { password: 'password1234' });
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await page.getByRole('alert').getByText('This password is known to attackers').waitFor();
  expect(await focused(page)).toBe('Password');

  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await page.getByRole('alert').getByText(`"${slug}" is taken`).waitFor();
  expect(await focused(page)).toBe('Address');
  await look(page, 'taken');

  await page.getByLabel('Address').fill(`${slug}-2`);
  await page.getByRole('button', { name: 'Create the organization' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  expect(found).toEqual([]);
});

test('a colleague is invited, accepts in another browser, and the link works once', async () => {
  const { owner, slug } = await signUp();
  await goTo(owner.page, 'Staff accounts', 'Invitations');
  await look(owner.page, 'no invitations');
  await owner.page.getByRole('link', { name: 'Invite somebody' }).click();
  await owner.page.getByLabel('E-mail').fill(`sam@${slug}.example`);
  await look(owner.page, 'invite');
  await owner.page.getByRole('button', { name: 'Invite somebody' }).click();
  const link = await owner.page.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await look(owner.page, 'invited');
  await owner.page.getByRole('button', { name: 'Done' }).click();
  await owner.page.getByRole('row', { name: `sam@${slug}.example` }).waitFor();

  const sam = await open(link);
  await sam.page.getByText('You are invited to work here').waitFor();
  await look(sam.page, 'invitation');
  await sam.page.getByLabel('Your name').fill('Sam Staff');
  await sam.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await sam.page.getByRole('button', { name: 'Accept and begin' }).click();
  await sam.page.getByRole('heading', { name: /Where do you work today/ }).waitFor();

  const again = await open(link);
  await again.page.getByRole('heading', { name: 'This invitation is no longer valid' }).waitFor();
  await look(again.page, 'invitation used');
  await goTo(owner.page, 'Staff accounts');
  await owner.page.getByRole('link', { name: 'Sam Staff' }).waitFor();
  expect([...owner.troubles, ...sam.troubles]).toEqual([]);
  expect(found).toEqual([]);
});

test('a second factor is set up, asked for at the next sign-in, and replaced once by a recovery code', async () => {
  const { slug, email, owner } = await signUp();
  const { page } = owner;
  await page.getByRole('link', { name: /Your account/ }).click();
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = (await page.getByRole('textbox', { name: 'Secret for the app' }).inputValue()).replaceAll(' ', '');
  await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
  await look(page, 'second factor');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('alert').getByText('The code is not right').waitFor();
  // Of half a minute ago: each code is taken once, and the present one is needed below.
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, -30));
  await page.getByRole('button', { name: 'Switch on' }).click();
  const [recovery = ''] = (await page.getByRole('textbox', { name: 'Your recovery codes' }).inputValue()).split('\n');
  await look(page, 'recovery codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes are left').waitFor();

  const other = await open(`/o/${slug}/admin`);
  await signIn(other.page, { email, password: PASSWORD });
  await other.page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await look(other.page, 'code');
  await other.page.keyboard.press('Enter');
  await other.page.getByRole('heading', { name: 'Today' }).waitFor();

  const third = await open(`/o/${slug}/account`);
  await signIn(third.page, { email, password: PASSWORD });
  await third.page.getByRole('button', { name: 'Use a recovery code' }).click();
  await third.page.getByLabel('Recovery code').fill(recovery);
  await third.page.getByRole('button', { name: 'Sign in' }).click();
  await third.page.getByText('9 recovery codes are left').waitFor();

  // All three are listed here, and the others can be sent away.
  await third.page.getByText('this one').waitFor();
  await look(third.page, 'account');
  await third.page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await third.page.getByText('Signed out there').waitFor();
  await other.page.reload();
  await other.page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(found).toEqual([]);
});

test('an owner who has to have a second factor is led to it, and goes on afterwards', async () => {
  const { owner } = await signUp();
  const { page } = owner;
  await goTo(page, 'Organization');
  await page.getByLabel('Owners and admins need a second factor').check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your organization asks everybody in your role for a second factor').waitFor();
  await look(page, 'demanded');
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = (await page.getByRole('textbox', { name: 'Secret for the app' }).inputValue()).replaceAll(' ', '');
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('heading', { name: 'Today' }).waitFor();
  expect(found).toEqual([]);
});

test('a forgotten password is set anew with a link that an administrator hands over', async () => {
  const { owner, slug } = await signUp();
  const sam = `sam@${slug}.example`;
  await addAccount(owner.page, { name: 'Sam Staff', email: sam });
  const { page } = await open(`/o/${slug}/staff`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(sam);
  await look(page, 'forgot');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText(`If there is an account for ${sam}`).waitFor();

  // No e-mail comes: Sam asks the owner.
  await owner.page.getByRole('link', { name: 'Sam Staff' }).click();
  await owner.page.getByRole('button', { name: 'Password link' }).click();
  const link = await owner.page.getByRole('textbox', { name: 'Password link' }).inputValue();
  await look(owner.page, 'account of somebody');
  await page.goto(link);
  await page.getByLabel('New password').fill(NEW_PASSWORD);
  await look(page, 'new password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Your password is changed.').waitFor();
  await page.getByRole('link', { name: 'To the sign-in' }).click();
  await signIn(page, { email: sam, password: NEW_PASSWORD });
  await page.getByRole('heading', { name: 'Your account' }).waitFor();

  const again = await open(link);
  await again.page.getByLabel('New password').fill(PASSWORD);
  await again.page.getByRole('button', { name: 'Set password' }).click();
  await again.page.getByRole('heading', { name: 'This link is no longer valid' }).waitFor();
  expect(found).toEqual([]);
});

test('a program gets a key where the plan has keys, and the records say who made it', async () => {
  const { owner, slug } = await signUp();
  const { page } = owner;
  await goTo(page, 'Organization', 'API keys');
  await page.getByText('Not in your plan').waitFor();
  await look(page, 'no keys in this plan');
  await asAdmin('UPDATE control.organizations SET plan_type = $2 WHERE slug = $1', [slug, 'enterprise']);
  await eventuallyShown(page, page.getByRole('link', { name: 'Make a key' }));
  await page.getByRole('link', { name: 'Make a key' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Hospital system');
  await page.getByLabel('Add people to queues').check();
  await look(page, 'new key');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const key = await page.getByRole('textbox', { name: 'API key' }).inputValue();
  expect(key).toMatch(/^wlq_/);
  await look(page, 'key');
  await page.getByRole('button', { name: 'Done' }).click();
  expect(await page.content()).not.toContain(key);

  await goTo(page, 'Records', 'Changes');
  const made = page.getByRole('listitem').filter({ hasText: 'API key made: Hospital system' });
  await made.getByText('Olivia Owner').waitFor();
  await made.getByText('Details').click();
  await look(page, 'records');
  await goTo(page, 'Organization', 'API keys');
  await page.getByRole('button', { name: 'Revoke' }).click();
  await look(page, 'revoke?');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByText('No API key yet').waitFor();
  expect(owner.troubles).toEqual([]);
  expect(found).toEqual([]);
});

test('what an owner decides about can be used by everybody', async () => {
  const { owner, slug } = await signUp();
  const { page } = owner;
  await asAdmin('UPDATE control.organizations SET plan_type = $2 WHERE slug = $1', [slug, 'enterprise']);
  await page.reload();
  await goTo(page, 'Organization', 'Domains');
  await eventuallyShown(page, page.getByLabel('Domain'));
  await page.getByLabel('Domain').fill('not a domain');
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('alert').getByText('This is not a domain name.').waitFor();
  await page.getByLabel('Domain').fill(`queue.${slug}.example`);
  await page.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('heading', { name: `queue.${slug}.example` }).waitFor();
  await look(page, 'domains');
  for (const tab of ['Plan and use', 'Data']) {
    await goTo(page, 'Organization', tab);
    await look(page, tab);
  }
  await page.getByLabel('Phone number').fill('+49 30 1234567');
  await page.getByRole('button', { name: 'Forget' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
  await page.getByText('There is no visit of this person.').waitFor();
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await file).suggestedFilename()).toContain(slug);
  for (const tab of ['Security', 'Support']) {
    await goTo(page, 'Records', tab);
    await look(page, tab);
  }
  expect(found).toEqual([]);
});

test('an Arab clinic signs up from right to left', async () => {
  const { page } = await open('/sign-up?lang=ar', 'phone');
  await page.getByRole('heading', { name: 'إنشاء مؤسسة' }).waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await look(page, 'sign-up in Arabic');
  const { owner, slug } = await signUp();
  await goTo(owner.page, 'Organization');
  await owner.page.getByLabel('العربية').check();
  await owner.page.getByRole('button', { name: 'Save' }).click();
  await owner.page.getByText('Saved').waitFor();
  await owner.page.goto(`${here()}/o/${slug}/account?lang=ar`);
  await owner.page.getByRole('heading', { name: 'حسابك' }).waitFor();
  await look(owner.page, 'account in Arabic');
  for (const place of ['plan', 'audit-log', 'data']) {
    await owner.page.goto(`${here()}/o/${slug}/admin?lang=ar#/${place}`);
    await owner.page.locator('h1').waitFor();
    await look(owner.page, `${place} in Arabic`);
    // Nothing reaches beyond the edge of the screen.
    expect(await owner.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
  expect(found).toEqual([]);
});

const here = () => stage.service.nodes[0]?.url ?? '';
const random = () => randomBytes(4).toString('hex');
const troubles = () => devices.flatMap((device) => device.troubles);
const look = async (page: Page, state: string) => void found.push(...(await axeFindings(page, state)));

async function open(address: string, kind: keyof typeof SIZES = 'desk'): Promise<Device> {
  const device = await openDevice(stage.browser, kind);
  devices.push(device);
  await device.page.goto(new URL(address, here()).href);
  return device;
}

async function fillSignUp(page: Page, slug: string, { password = PASSWORD } = {}): Promise<void> {
  await page.getByLabel('Name', { exact: true }).fill('City Clinic');
  await page.getByLabel('Address').fill(slug);
  await page.getByLabel('Your name').fill('Olivia Owner');
  await page.getByLabel('E-mail').fill(`owner@${slug}.example`);
  await page.getByLabel('Password', { exact: true }).fill(password);
}

/** With the form, as people do. */
async function signUp() {
  const slug = `clinic-${random()}`;
  const owner = await open('/sign-up');
  await fillSignUp(owner.page, slug);
  await owner.page.getByRole('button', { name: 'Create the organization' }).click();
  await owner.page.getByRole('heading', { name: 'Today' }).waitFor();
  return { owner, slug, email: `owner@${slug}.example` };
}

async function addAccount(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  await goTo(page, 'Staff accounts');
  await page.getByRole('link', { name: 'Add account' }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Add account' }).click();
}

async function goTo(page: Page, section: string, tab?: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: section, exact: true }).click();
  if (tab !== undefined) {
    await page.getByRole('navigation', { name: section }).getByRole('link', { name: tab, exact: true }).click();
    await page.getByRole('heading', { name: tab, exact: true }).waitFor();
  }
}

/** What a node knows of a plan is a few seconds old. */
async function eventuallyShown(page: Page, what: ReturnType<Page['getByRole']>): Promise<void> {
  await eventually(
    async () => {
      await page.reload();
      await what.first().waitFor({ timeout: 2_000 });
    },
    { within: 20_000 },
  );
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) await page.keyboard.press(key);
}

/** The name of the field that has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector(`label[for="${document.activeElement?.id}"]`)?.textContent ?? '');
}

/** The code that an app shows, so many seconds from now. */
function codeOf(secret: string, seconds = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + seconds });
}

async function asAdmin(sql: string, values: string[]): Promise<void> {
  const client = new pg.Client(stage.service.database.adminUrl);
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}
