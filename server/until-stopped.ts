import { setTimeout as sleep } from 'node:timers/promises';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Longer than everything that is waited for on the way down. */
const AT_MOST_MS = 30_000;
/** A terminal tells the whole group and npm tells us again: not everything that comes twice was asked for twice. */
const SAME_WISH_MS = 300;

/**
 * Waits for the signal to stop, or for the node to break, and takes it down. A second Ctrl-C ends the process at once.
 * @returns the exit code
 */
export async function untilStopped(
  node: { broken: Promise<string>; stop(): Promise<void> },
  { say, complain }: { say: (line: string) => void; complain: (line: string) => void },
): Promise<number> {
  const reason = await Promise.race([signalled(), node.broken]);
  if (reason === null) say('Stopping. Ctrl-C again stops at once.');
  else complain(reason);
  const inTime = await Promise.race([node.stop().then(() => true), sleep(AT_MOST_MS, false)]);
  if (inTime) say('Stopped.');
  else complain(`Not everything stopped within ${AT_MOST_MS / 1000} seconds.`);
  return reason === null ? 0 : 1;
}

function signalled(): Promise<null> {
  let first = 0;
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (first === 0) {
          first = Date.now();
          resolve(null);
        } else if (Date.now() - first > SAME_WISH_MS) {
          process.exit(130);
        }
      });
    }
  });
}
