import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { beginContext } from '../context.ts';

const FORM = /^[\w-]{8,64}$/;

/** One id through logs, answers and proxies. A caller's own is kept when it is harmless. */
export const requestId: RequestHandler = (request, response, next) => {
  const id = requestIdOf(request);
  beginContext(response, id);
  response.set('X-Request-Id', id);
  next();
};

export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && FORM.test(given) ? given : randomUUID();
}
