import type { DeviceReport } from '../../models/vocabulary.ts';
import { serverNow } from './clock.ts';

const LONGEST = 200;
let last: DeviceReport['error'] = null;

/** What last went wrong on this page, for those who look after it from afar. */
export function lastError(): DeviceReport['error'] {
  return last;
}

export function watchErrors(): void {
  addEventListener('error', ({ error, message }) => keep(error ?? message));
  addEventListener('unhandledrejection', ({ reason }) => keep(reason));
}

function keep(thrown: unknown): void {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  last = { message: message.slice(0, LONGEST), at: new Date(serverNow()).toISOString() };
}
