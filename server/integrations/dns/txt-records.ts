import { Resolver } from 'node:dns/promises';
import { z } from 'zod';

/**
 * What stands in the DNS under a name; nothing where there is no such name.
 * @throws Error when the name servers do not say
 */
export type TxtRecords = (name: string) => Promise<string[]>;

/** The name servers have said that there is none. */
const NONE: readonly string[] = ['ENOTFOUND', 'ENODATA'];

const failure = z.object({ code: z.string() });

/** @param servers  name servers to ask; absent: those of the machine */
export function createTxtRecords({
  servers,
  timeout = 2_000,
  tries = 2,
}: {
  servers?: readonly string[] | undefined;
  /** Milliseconds for one try. */
  timeout?: number;
  tries?: number;
}): TxtRecords {
  const resolver = new Resolver({ timeout, tries });
  if (servers !== undefined) resolver.setServers(servers);
  return async (name) => {
    try {
      // One record travels in pieces of at most 255 bytes.
      return (await resolver.resolveTxt(name)).map((pieces) => pieces.join(''));
    } catch (error) {
      const { data } = failure.safeParse(error);
      if (data && NONE.includes(data.code)) return [];
      throw error;
    }
  };
}
