import type { RequestHandler } from 'express';
import { contextOf } from '../context.ts';
import type { HttpTracing } from '../tracing.ts';

/** Whatever a request brings about from here on belongs to its trace. */
export function traceRequests(tracing: HttpTracing): RequestHandler {
  return (request, response, next) => {
    const begun = { traceparent: request.get('traceparent'), wish: request.get('Idempotency-Key') };
    const ended = tracing.follow(begun, next);
    response.once('close', () => {
      const { route, organization, requestId } = contextOf(response);
      const status = response.writableFinished ? response.statusCode : null;
      ended({ method: request.method, route, status, organizationId: organization?.id ?? null, requestId });
    });
  };
}
