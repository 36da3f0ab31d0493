import { z } from 'zod';
import { knownTags } from './known-tags.ts';
import { type Ask, type Read, readWords, type Route } from './route.ts';

export type File = { type: string; content: Buffer };

type Definition<P extends z.ZodType | undefined> = Pick<Route, 'path' | 'summary' | 'permission'> & {
  params?: P;
  /** What it may be. */
  sends: readonly string[];
  /** Names the present content, without reading it. Null: there is none. */
  version(ask: Ask, params: Read<P>): string | null;
  run(ask: Ask, params: Read<P>): Promise<File>;
};

const query = z.strictObject({
  v: z.string().optional().meta({ description: 'The version: with the present one the answer never changes.' }),
});

/** One file as the answer to a GET. It was given by somebody: whatever is in it, it is no page and runs nothing. */
export function fileRoute<const P extends z.ZodType | undefined = undefined>({
  params,
  version,
  run,
  ...said
}: Definition<P>): Route {
  return {
    ...said,
    method: 'get',
    params,
    query,
    body: undefined,
    status: 200,
    answer: z.string().meta({ format: 'binary' }),
    async respond() {
      throw new Error('this answer is a file');
    },
    async stream(ask, response, words) {
      const input = readWords({ params: params as P, query }, { ...words, body: {} }); // absent only where P says so
      const present = version(ask, input.params);
      if (present !== null && knownTags(response.req).includes(present)) {
        response
          .set({ ETag: `"${present}"`, 'Cache-Control': 'no-cache' })
          .status(304)
          .end();
        return;
      }
      const { type, content } = await run(ask, input.params);
      const isThis = present !== null && input.query.v === present;
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
