import { readdirSync, readFileSync } from 'node:fs';
import { cpuMs } from './cpu.ts';

/**
 * CPU microseconds of a process and all its threads, as the scheduler counts them: to the nanosecond, where `cpuMs` has steps of ten
 * milliseconds. Processes that have ended, and threads, are forgotten.
 */
export function cpuUs(pid: number): number {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.reduce((sum, thread) => sum + ranFor(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1_000;
  } catch {
    return cpuMs(pid) * 1_000;
  }
}

/** Resident memory in MB, as the system sees it; NaN where /proc is not to be had. */
export function rssMb(pid: number): number {
  try {
    const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1_024;
  } catch {
    return NaN;
  }
}

function ranFor(file: string): number {
  return Number(readFileSync(file, 'utf8').split(' ')[0]);
}
