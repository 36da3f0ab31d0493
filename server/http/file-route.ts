import { z } from 'zod';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Ask, Route } from './route.ts';
import { knownTags } from './known-tags.ts';

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
    async stream(ask, response) {
      const { req: request } = response;
      const { tenant_id: _locator, ...words } = request.query;
      const said = query.safeParse(words);
      if (!said.success) throw invalidQuery(said.error);
      const present = version(ask);
      if (present !== null && knownTags(request).includes(present)) {
        response
          .set({ ETag: `"${present}"`, 'Cache-Control': 'no-cache' })
          .status(304)
          .end();
        return;
      }
      const { type, content } = await run(ask);
      const isThis = present !== null && said.data.v === present;
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

function invalidQuery({ issues }: z.ZodError): Refusal {
  const wrong = issues.map(({ path, message }) => ({ path: ['query', ...path.map(String)].join('.'), message }));
  return new Refusal('invalid_input', undefined, wrong);
}
