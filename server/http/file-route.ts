import { z } from 'zod';
import { knownTags } from './known-tags.ts';
import { type Ask, readWords, type Route } from './route.ts';

export type File = { type: string; content: Buffer };

type Definition = Pick<Route, 'path' | 'summary' | 'permission'> & {
  /** What it may be. */
  sends: readonly string[];
  /** Names the present content, without reading it. Null: there is none. */
  version(ask: Ask): string | null;
  run(ask: Ask): Promise<File>;
};

const query = z.strictObject({
  v: z.string().optional().meta({ description: 'The version: with the present one the answer never changes.' }),
});

/** One file as the answer to a GET. It was given by somebody: whatever is in it, it is no page and runs nothing. */
export function fileRoute({ version, run, ...said }: Definition): Route {
  return {
    ...said,
    method: 'get',
    params: undefined,
    query,
    body: undefined,
    status: 200,
    answer: z.string().meta({ format: 'binary' }),
    async respond() {
      throw new Error('this answer is a file');
    },
    async stream(ask, response, words) {
      const asked = readWords({ query }, { ...words, body: {} }).query;
      const present = version(ask);
      if (present !== null && knownTags(response.req).includes(present)) {
        response
          .set({ ETag: `"${present}"`, 'Cache-Control': 'no-cache' })
          .status(304)
          .end();
        return;
      }
      const { type, content } = await run(ask);
      const isThis = present !== null && asked.v === present;
      response.set({
        'Cache-Control': isThis ? 'public, max-age=31536000, immutable' : 'no-cache',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'Content-Disposition': 'inline',
        ...(present !== null && { ETag: `"${present}"` }),
      });
      response.type(type).end(content);
    },
  };
}
