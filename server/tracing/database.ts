import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { DatabaseTracing } from '../../models/database.ts';
import type { Steps } from './steps.ts';

/** Transactions and what they wait for. Statements by their names: never their text, never a value. */
export function databaseTracing(steps: Steps): DatabaseTracing {
  return {
    async step(name, work) {
      const parent = steps.present();
      if (parent === null) return work();
      const span = steps.begin(name, parent.spanContext(), {
        kind: SpanKind.CLIENT,
        attributes: { 'db.system.name': 'postgresql' },
      });
      try {
        return await steps.within(span, work);
      } catch (error) {
        // An error's words may hold a value.
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
  };
}
