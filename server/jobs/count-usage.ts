import type { UsageMeter } from '../access/usage-meter.ts';
import { every } from './every.ts';

/** What a killed node forgets, and how late another node knows that a day's calls are used up. */
const EVERY_MS = 10_000;

/** @returns stop, which writes down the rest */
export function startCounting(usage: UsageMeter, onError: (error: unknown) => void): () => Promise<void> {
  const stop = every(EVERY_MS, () => usage.flush(), onError);
  return async () => {
    await stop();
    await usage.flush();
  };
}
