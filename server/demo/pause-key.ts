import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { createInterface } from 'node:readline';

/** `p` and Enter in the terminal, or SIGUSR2. @returns stop listening */
export function onPauseKey(toggle: () => void): () => void {
  process.on('SIGUSR2', toggle);
  const lines = isInForeground() ? createInterface({ input: process.stdin, terminal: false }) : null;
  lines?.on('line', (line) => {
    if (line.trim().toLowerCase() === 'p') toggle();
  });
  return () => {
    process.off('SIGUSR2', toggle);
    lines?.close();
    process.stdin.pause();
  };
}

/** A terminal stops a process of its background that reads from it. */
function isInForeground(): boolean {
  if (!process.stdin.isTTY) return false;
  if (platform() === 'linux') {
    const [, , group, , , foreground] = afterName(readFileSync('/proc/self/stat', 'utf8'));
    return group === foreground;
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(process.pid)], { encoding: 'utf8' });
  return stdout?.includes('+') ?? false;
}

/** The fields after the program's name, which may itself hold spaces: state, parent, group, session, terminal, foreground group. */
function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
