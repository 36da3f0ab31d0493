import type { RequestHandler, Response } from 'express';
import { contextOf } from '../context.ts';
import type { HttpTally, Outcome } from '../tally.ts';

/** How long each request took, until its answer was handed over or its asker was gone. */
export function timeRequests(tally: HttpTally): RequestHandler {
  return (_request, response, next) => {
    const began = performance.now();
    response.once('close', () => {
      const { route, organization } = contextOf(response);
      tally.answered(route, outcomeOf(response), performance.now() - began, organization?.id ?? null);
    });
    next();
  };
}

function outcomeOf({ writableFinished, statusCode }: Response): Outcome {
  if (!writableFinished) return 'aborted';
  return statusCode < 300 ? '2xx' : statusCode < 400 ? '3xx' : statusCode < 500 ? '4xx' : '5xx';
}
