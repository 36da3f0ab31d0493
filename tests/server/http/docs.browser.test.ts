import type { Browser } from 'playwright-core';
import { openBrowser } from '../../support/browser.ts';
import { openService, type Service } from './open-service.ts';
import { openOrganization } from './organization.ts';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  service = await openService();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.close();
});

test('the reference opens under the strict policy, and tries a route out', async () => {
  const clinic = await openOrganization(service);
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => asked.push(request.url()));

  await page.goto(`${service.url}/o/${clinic.slug}/docs`);
  await page
    .getByRole('button', { name: /\/organization\/branding/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Try it out' }).click();
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByText(`"slug": "${clinic.slug}"`).first().waitFor();

  expect(complaints).toEqual([]);
  // Nobody else learns that somebody reads.
  expect(asked.filter((url) => !url.startsWith(service.url) && !url.startsWith('data:'))).toEqual([]);
});
