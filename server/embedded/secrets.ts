import { randomBytes } from 'node:crypto';
import { chown, link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../start-failure.ts';

const secrets = z.object({
  secret_key: z.string().min(32),
  admin_password: z.string().min(16),
  service_password: z.string().min(16),
  /** Where the embedded database listened last time, so that a bookmark in a database tool stays valid. */
  port: z.int().nullable(),
});
export type Secrets = z.infer<typeof secrets>;

/** What the embedded database needs to remember, made at the first start and readable by its owner alone. */
export async function keptSecrets(folder: string): Promise<Secrets> {
  const file = fileIn(folder);
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartFailure(`${file} cannot be read: it belongs to another user.`, { cause: error });
  });
  if (found !== null) return understood(found, file);
  const made: Secrets = {
    secret_key: randomBytes(48).toString('base64url'),
    admin_password: randomBytes(24).toString('base64url'),
    service_password: randomBytes(24).toString('base64url'),
    port: null,
  };
  await createOnce(file, made);
  // Another start may have been quicker.
  return understood(await readFile(file, 'utf8'), file);
}

export async function keepSecrets(folder: string, kept: Secrets): Promise<void> {
  const draft = await writeDraft(fileIn(folder), kept);
  await rename(draft, fileIn(folder));
}

function fileIn(folder: string): string {
  return join(folder, 'secrets.json');
}

function understood(text: string, file: string): Secrets {
  try {
    return secrets.parse(JSON.parse(text));
  } catch (error) {
    throw new StartFailure(`${file} is damaged: put back a copy of it, or remove DATA_DIR to begin anew.`, {
      cause: error,
    });
  }
}

/** Never half a file, and never over somebody else's. */
async function createOnce(file: string, made: Secrets): Promise<void> {
  const draft = await writeDraft(file, made);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
}

async function writeDraft(file: string, kept: Secrets): Promise<string> {
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    // Started by root once, the folder's owner can still read it afterwards.
    const { uid, gid } = await stat(dirname(file));
    await chown(draft, uid, gid);
  }
  return draft;
}
