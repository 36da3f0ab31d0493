import type { RequestHandler } from 'express';

/** Screens reckon waiting times and the age of a call from this header; the machine's own clock may be wrong. */
export function tellTime(now: () => number): RequestHandler {
  return (_request, response, next) => {
    response.set('Date', new Date(now()).toUTCString());
    next();
  };
}
