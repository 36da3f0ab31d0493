import { isSpanContextValid, type SpanContext, TraceFlags } from '@opentelemetry/api';

const FORM = /^(?!ff)[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-[\da-f]{2}(?:-|$)/;

/** A step as W3C Trace Context writes it: only what is followed is handed on. */
export function writeTraceparent({ traceId, spanId }: SpanContext): string {
  return `00-${traceId}-${spanId}-01`;
}

/** Null for what is none. Whether its writer follows it is not asked: that is decided here, by the id. */
export function readTraceparent(text: string | undefined): SpanContext | null {
  const [, traceId = '', spanId = ''] = FORM.exec(text ?? '') ?? [];
  const read = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  return isSpanContextValid(read) ? read : null;
}
