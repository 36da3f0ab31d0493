import { spawn } from 'node:child_process';
import { once } from 'node:events';

export type Running = { pid: number; ended: Promise<number> };

/** k6 on one script, writing where this process writes. */
export function runK6(k6: string, script: string, more: readonly string[], env: Record<string, string>): Running {
  const child = spawn(k6, ['run', '--quiet', ...more, script], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, K6_NO_USAGE_REPORT: 'true', ...env },
  });
  const ended = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : 1));
  return { pid: child.pid ?? 0, ended };
}
