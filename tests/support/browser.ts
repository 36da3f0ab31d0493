import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './find-program.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A display rings without anybody having touched it.
  '--autoplay-policy=no-user-gesture-required',
];

/** A Chromium with a fresh profile. Each screen of a test takes a `browser.newContext()` of its own: another device. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('chromium is missing: npm test says how to get it');
  return chromium.launch({ executablePath, args: FLAGS });
}
