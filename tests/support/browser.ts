import { type Browser, chromium } from 'playwright-core';
import { findProgram } from './find-program.ts';

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
  return chromium.launch({ executablePath: findProgram('chromium', 'chromium-browser', 'google-chrome'), args: FLAGS });
}
