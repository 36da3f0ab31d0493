import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const MS_PER_TICK = 10;

/** CPU milliseconds a process has used since it began, its finished children included; NaN where /proc is not to be had. */
export function cpuMs(pid: number): number {
  return msOf(pid, [11, 12, 13, 14]);
}

/** The same without its children. */
export function ownCpuMs(pid: number): number {
  return msOf(pid, [11, 12]);
}

function msOf(pid: number, indexes: readonly number[]): number {
  try {
    const fields = statOf(pid);
    return indexes.reduce((sum, index) => sum + Number(fields[index]), 0) * MS_PER_TICK;
  } catch {
    return NaN;
  }
}

/** The same of a process and its present children: a PostgreSQL server with all its backends. */
export function treeCpuMs(pid: number): number {
  try {
    // The time of a child that has just ended is its parent's already.
    return childrenOf(pid).reduce((sum, child) => sum + (cpuMs(child) || 0), cpuMs(pid));
  } catch {
    return NaN;
  }
}

export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => isChild(candidate, pid));
}

function isChild(candidate: number, parent: number): boolean {
  try {
    return Number(statOf(candidate)[1]) === parent;
  } catch {
    return false; // it has ended meanwhile
  }
}

/** The fields after the name, which may itself hold spaces. */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}
