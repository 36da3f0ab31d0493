import express, { type RequestHandler } from 'express';
import { Refusal } from '../../../models/rules/refusal.ts';

const parse = express.json({ limit: '100kb', type: 'application/json' });

/** A JSON body of at most 100 kB. A body of another kind is refused, not ignored: its sender would believe it was read. */
export const jsonBody: RequestHandler = (request, response, next) => {
  const brought = hasBody(request.headers);
  if (brought && !request.is('application/json')) throw new Refusal('unsupported_media_type');
  parse(request, response, (error?: unknown) => {
    // A line that broke meanwhile counts for the parser as one that has been read: what was asked would be done without its body.
    const unread = error === undefined && brought && request.body === undefined;
    next(unread ? new Refusal('unavailable') : error);
  });
};

function hasBody(headers: {
  'content-length'?: string | undefined;
  'transfer-encoding'?: string | undefined;
}): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
