import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { beginContext } from '../context.ts';

const FORM = /^[\w-]{8,64}$/;

/** One id through logs, answers and proxies. A caller's own is kept when it is harmless. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.get('X-Request-Id') ?? '';
  const id = FORM.test(given) ? given : randomUUID();
  beginContext(response, id);
  response.set('X-Request-Id', id);
  next();
};
