import { execFile, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export type SmallDisk = {
  /** Not a byte is left. */
  fill(): Promise<void>;
  free(): void;
  remove(): void;
};

/** A disk of its own in an empty folder, small enough to be filled, in memory; null where that is not allowed. */
export function openSmallDisk(folder: string, megabytes: number): SmallDisk | null {
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  if (status !== 0) return null;
  const filler = join(folder, 'filler');
  return {
    // Ends with an error of its own: there is no room for what it wants to write.
    fill: () => new Promise((resolve) => execFile('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M'], () => resolve())),
    free: () => rmSync(filler, { force: true }),
    remove: () => void spawnSync('umount', ['-l', folder]),
  };
}
