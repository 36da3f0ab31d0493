import { constants } from 'node:zlib';
import compression from 'compression';
import type { RequestHandler } from 'express';

/** A board shrinks to a tenth at the fastest level, too, for a third of the usual one's time. */
const compress = compression({ level: constants.Z_BEST_SPEED });

/** The answers to changes are short, and somebody waits for them at a counter: only what is read is compressed. */
export const compressReads: RequestHandler = (request, response, next) => {
  if (request.method === 'GET') compress(request, response, next);
  else next();
};
