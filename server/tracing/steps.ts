import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, type Span, type SpanContext, type SpanOptions, trace, type Tracer } from '@opentelemetry/api';

export type Steps = ReturnType<typeof createSteps>;

/** Spans, and which of them is going on where the code is now. */
export function createSteps(tracer: Tracer) {
  const present = new AsyncLocalStorage<Span>();
  return {
    /** Null where nobody follows, and for what a request has left to be done after its answer. */
    present(): Span | null {
      const span = present.getStore();
      return span?.isRecording() === true ? span : null;
    },
    within: <T>(span: Span, work: () => T): T => present.run(span, work),
    begin(name: string, parent: SpanContext | null, options: SpanOptions = {}): Span {
      return tracer.startSpan(name, options, parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT);
    },
  };
}
