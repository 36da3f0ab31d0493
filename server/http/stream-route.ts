import type { Response } from 'express';
import { z } from 'zod';
import type { LimitName } from '../access/limits.ts';
import { type Ask, type Route, readWords, type Words } from './route.ts';
import { sendStream, type Write } from './send-stream.ts';

const TYPE = 'application/x-ndjson';

type Definition = Pick<Route, 'path' | 'summary' | 'permission'> & {
  whileSuspended?: NonNullable<Route['whileSuspended']>;
  limit: { name: LimitName; key: (ask: Ask) => string };
  fileName: (ask: Ask) => string;
  /** Writes the answer, line by line. What fails before the first line is answered as a problem. */
  run(ask: Ask, write: Write): Promise<void>;
};

/** One long answer to a GET: lines of JSON, sent while they are read. */
export function streamRoute({ limit, fileName, run, ...said }: Definition): Route {
  return {
    ...said,
    method: 'get',
    params: undefined,
    query: undefined,
    body: undefined,
    status: 200,
    answer: z.string().meta({ description: 'Lines of JSON.' }),
    sends: [TYPE],
    async respond() {
      throw new Error('this answer is streamed');
    },
    async stream(ask: Ask, response: Response, words: Words) {
      readWords({}, { ...words, body: {} });
      if (response.req.method === 'HEAD') {
        response.set('Content-Type', TYPE).end();
        return;
      }
      await ask.access.limits.spend(limit.name, limit.key(ask));
      await sendStream(response, { type: TYPE, fileName: fileName(ask) }, (write) => run(ask, write));
    },
  };
}
