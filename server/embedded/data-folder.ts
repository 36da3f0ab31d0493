import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartFailure } from '../start-failure.ts';

/**
 * The folder for what the embedded database keeps, made where it is missing.
 * @returns its absolute path
 */
export async function openDataFolder(path: string): Promise<string> {
  const folder = resolve(path);
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new StartFailure(`DATA_DIR ${folder} cannot be written: ${reason(error)}.`, { cause: error });
  }
  return folder;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
};

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException; // what the file system's functions throw
  return (code && REASONS[code]) ?? message;
}
