import express, { type RequestHandler } from 'express';
import { Refusal } from '../../../models/rules/refusal.ts';

/** The body of a request that is a file. */
export type FileBody = { types: readonly string[]; mostBytes: number };

/** A file as it is, in memory, because it is small. What is really in it is seen later. */
export function fileBody({ types, mostBytes }: FileBody): RequestHandler {
  // Not unpacked: what is large only then would be a trap.
  const parse = express.raw({ type: [...types], limit: mostBytes, inflate: false });
  return (request, response, next) => {
    if (!request.is([...types])) throw new Refusal('unsupported_media_type', `Send ${types.join(', ')}.`);
    parse(request, response, next);
  };
}
