import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

let running: ChildProcess | undefined;

/** A process of its own, so that PostgreSQL also stops when jest is killed. */
export async function startServices(): Promise<{ postgresUrl: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'services.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running = child;
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the test services ended with code ${String(code)}`);
  });
  // Also when it ends later, which the tests will notice by themselves.
  failed.catch(() => undefined);
  for await (const line of createInterface(child.stdout)) {
    return JSON.parse(line) as { postgresUrl: string };
  }
  return failed;
}

export async function stopServices(): Promise<void> {
  if (!running || running.exitCode !== null) return;
  const gone = once(running, 'exit');
  running.stdin?.end();
  await gone;
}
