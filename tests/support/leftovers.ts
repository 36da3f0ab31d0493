import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Finds the processes that still live though the run that gave them `folder` for their temporary files is over, ends
 * them, and says which they were. Reads /proc; where there is none it finds nothing.
 */
export async function endLeftovers(folder: string, patienceMs = 5_000): Promise<string[]> {
  const giveUpAt = performance.now() + patienceMs;
  let left = processesOf(folder);
  while (left.length > 0 && performance.now() < giveUpAt) {
    await pause(100);
    left = processesOf(folder);
  }
  for (const { pid } of left) endNow(pid);
  return left.map(({ pid, command }) => `${pid} ${command}`);
}

function processesOf(folder: string): { pid: number; command: string }[] {
  return processIds()
    .map((pid) => ({ pid, command: read(pid, 'cmdline'), environment: read(pid, 'environ') }))
    .filter(({ command, environment }) => command.includes(folder) || environment.includes(`TMPDIR=${folder}`));
}

function processIds(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended meanwhile, or is somebody else's. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was quicker.
  }
}
