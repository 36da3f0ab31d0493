import type { Browser } from 'playwright-core';
import { openBrowser } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('two contexts are two devices', async () => {
  const [one, other] = await Promise.all([browser.newContext(), browser.newContext()]);
  await one.addCookies([{ name: 'seen', value: 'here', url: 'http://127.0.0.1' }]);
  expect(await one.cookies()).toHaveLength(1);
  expect(await other.cookies()).toHaveLength(0);
});
