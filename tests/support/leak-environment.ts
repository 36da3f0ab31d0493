import { TestEnvironment } from 'jest-environment-node';

const KINDS = new Set([
  'TCPSocketWrap',
  'TCPServerWrap',
  'PipeWrap',
  'PipeServerWrap',
  'ProcessWrap',
  'UDPWrap',
  'Timeout',
]);
const PATIENCE_MS = 3_000;

/**
 * Fails a file that ends with sockets, servers, processes or timers still open. Jest itself only notices when a worker
 * cannot exit, and cannot say which file it was.
 */
export default class LeakEnvironment extends TestEnvironment {
  #before: Map<string, number> = new Map();

  override async setup(): Promise<void> {
    await super.setup();
    // The worker's own pipes open when they are first spoken of, and belong to no test.
    void [process.stdout, process.stderr];
    this.#before = openNow();
  }

  async handleTestEvent(event: { name: string }, state: { unhandledErrors: unknown[] }): Promise<void> {
    if (event.name !== 'run_finish') return;
    const giveUpAt = Date.now() + PATIENCE_MS;
    let left = leftOpen(this.#before);
    while (left.length > 0 && Date.now() < giveUpAt) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      left = leftOpen(this.#before);
    }
    if (left.length === 0) return;
    const error = new Error(`the tests of this file left open: ${left.join(', ')}`);
    // Where this was noticed helps nobody.
    error.stack = error.message;
    state.unhandledErrors.push(error);
  }
}

function openNow(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (KINDS.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

function leftOpen(before: Map<string, number>): string[] {
  return [...openNow()]
    .map(([kind, count]) => ({ kind, more: count - (before.get(kind) ?? 0) }))
    .filter(({ more }) => more > 0)
    .map(({ kind, more }) => `${more} ${kind}`);
}
