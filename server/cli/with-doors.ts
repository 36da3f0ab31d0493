import { type Database, openDatabase } from '../../models/database.ts';
import { createKeys, type Keys } from '../access/keys.ts';
import { createPersonalData } from '../access/personal-data.ts';
import { createResponseCipher } from '../access/response-cipher.ts';
import type { Config } from '../config.ts';
import { createDoors, type Doors } from '../doors.ts';
import { prepareDatabase } from '../prepare-database.ts';

/** The doors for one command; a node that runs on the same database learns of changes by its head check. */
export async function withDoors<T>(
  config: Config,
  say: (line: string) => void,
  work: (tools: { database: Database; doors: Doors; keys: Keys; adminUrl: string | null }) => Promise<T>,
): Promise<T> {
  const prepared = await prepareDatabase(config, { say, share: true });
  const database = openDatabase(prepared.url, { poolSize: 2 });
  try {
    const keys = createKeys(prepared.secretKey);
    const doors = createDoors(database, {
      publish: () => undefined,
      cipher: createResponseCipher(keys),
      personal: createPersonalData(keys),
    });
    return await work({ database, doors, keys, adminUrl: prepared.adminUrl });
  } finally {
    await database.close();
    await prepared.close();
  }
}
