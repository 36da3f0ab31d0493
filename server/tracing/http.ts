import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { HttpTracing } from '../http/tracing.ts';
import type { Steps } from './steps.ts';
import type { TraceIds } from './trace-ids.ts';
import { readTraceparent } from './traceparent.ts';

/** One step for each request, named by its route. Addresses, headers and bodies are not looked at. */
export function httpTracing(steps: Steps, ids: TraceIds): HttpTracing {
  return {
    follow({ traceparent, wish }, goOn) {
      const begin = () => steps.begin('elsewhere', readTraceparent(traceparent), { kind: SpanKind.SERVER });
      const span = wish === undefined ? begin() : ids.ofWish(wish, begin);
      steps.within(span, goOn);
      return ({ method, route, status, organizationId, requestId }) => {
        if (route !== null) span.updateName(route);
        span.setAttributes({
          'http.request.method': method,
          'waitlessq.request_id': requestId,
          ...(route !== null && { 'http.route': route }),
          ...(status !== null && { 'http.response.status_code': status }),
          ...(organizationId !== null && { 'waitlessq.organization': organizationId }),
        });
        if (status === null || status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
  };
}
