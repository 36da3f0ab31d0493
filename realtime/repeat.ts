import type { Log } from './ports.ts';

/**
 * Runs a job every so many milliseconds, never twice at once, and not at the same moment as the others. A failure is said once and
 * tried again. Answers how to stop.
 */
export function repeat(name: string, every: number, job: () => void | Promise<void>, log: Log): () => void {
  let running = false;
  let failing = false;

  async function run(): Promise<void> {
    if (running) return;
    running = true;
    try {
      await job();
      if (failing) log.info({ job: name }, 'works again');
      failing = false;
    } catch (error) {
      // Once, not every second of an outage.
      if (!failing) log.warn({ job: name, err: error }, 'failed and is tried again');
      failing = true;
    } finally {
      running = false;
    }
  }

  let timer = setTimeout(() => {
    timer = setInterval(() => void run(), every).unref();
    void run();
  }, every * Math.random());
  // It is no reason for a process to live on.
  timer.unref();
  // Node takes either kind of timer.
  return () => clearInterval(timer);
}
