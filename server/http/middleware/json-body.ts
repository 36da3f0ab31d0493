import express, { type RequestHandler } from 'express';
import { Refusal } from '../../../models/rules/refusal.ts';

const parse = express.json({ limit: '100kb', type: 'application/json' });

/** A JSON body of at most 100 kB. A body of another kind is refused, not ignored: its sender would believe it was read. */
export const jsonBody: RequestHandler = (request, response, next) => {
  if (hasBody(request.headers) && !request.is('application/json')) throw new Refusal('unsupported_media_type');
  parse(request, response, next);
};

function hasBody(headers: {
  'content-length'?: string | undefined;
  'transfer-encoding'?: string | undefined;
}): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
