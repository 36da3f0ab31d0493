import { createHash } from 'node:crypto';
import { z } from 'zod';
import { knownTags } from './known-tags.ts';
import { type Ask, type Read, readWords, type Route } from './route.ts';

type Definition<P extends z.ZodType> = Pick<Route, 'path' | 'summary' | 'permission'> & {
  params: P;
  /** What it is called where it is saved. */
  fileName: string;
  run(ask: Ask, params: Read<P>): Promise<string>;
};

/** A calendar as the answer to a GET. Programs that ask again and again are told in a line that nothing is new. */
export function calendarRoute<const P extends z.ZodType>({ params, fileName, run, ...said }: Definition<P>): Route {
  return {
    ...said,
    method: 'get',
    params,
    query: undefined,
    body: undefined,
    status: 200,
    answer: z.string(),
    sends: ['text/calendar'],
    async respond() {
      throw new Error('this answer is a calendar');
    },
    async stream(ask, response, words) {
      const input = readWords({ params }, { ...words, body: {} });
      const content = await run(ask, input.params);
      const tag = createHash('sha256').update(content).digest('base64url').slice(0, 22);
      response.set({ ETag: `"${tag}"`, 'Cache-Control': 'private, no-cache' });
      if (knownTags(response.req).includes(tag)) {
        response.status(304).end();
        return;
      }
      response.set({
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename="${fileName}"`,
      });
      response.end(content);
    },
  };
}
