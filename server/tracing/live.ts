import { type Span, type SpanContext, SpanKind } from '@opentelemetry/api';
import type { LiveTracing, QueueVersion, StreamVersion } from '../../realtime/tracing.ts';
import type { Steps } from './steps.ts';
import { readTraceparent, writeTraceparent } from './traceparent.ts';

/** Frames about which a display may still say something; the oldest are forgotten first. */
const MOST_FRAMES = 500;

/** From the commit to the screens. It is told which queue, which version and which screen, and nothing of anybody. */
export function liveTracing(steps: Steps): LiveTracing {
  const frames = new Map<string, { written: SpanContext[]; at: number }>();

  function remember(frame: StreamVersion, spans: readonly Span[]): void {
    frames.set(keyOf(frame), { written: spans.map((span) => span.spanContext()), at: Date.now() });
    const [oldest] = frames.keys();
    if (frames.size > MOST_FRAMES && oldest !== undefined) frames.delete(oldest);
  }

  /** What a display says about a frame took from its writing until now. */
  function heardFrom(name: string, frame: StreamVersion, attributes: Record<string, string | number>): void {
    const { written, at } = frames.get(keyOf(frame)) ?? { written: [], at: 0 };
    for (const parent of written) {
      const about = { ...ofStream(frame), ...attributes };
      steps.begin(name, parent, { kind: SpanKind.CONSUMER, startTime: at, attributes: about }).end();
    }
  }

  return {
    publishes(change) {
      const present = steps.present();
      if (present === null) return null;
      const span = steps.begin('publish', present.spanContext(), {
        kind: SpanKind.PRODUCER,
        attributes: ofQueue(change),
      });
      return { trace: writeTraceparent(span.spanContext()), done: () => span.end() };
    },
    accepted({ trace, at }, stream, from) {
      const parent = readTraceparent(trace);
      if (parent === null) return null;
      const span = steps.begin('accept', parent, {
        kind: SpanKind.CONSUMER,
        startTime: at,
        attributes: { ...ofStream(stream), 'waitlessq.from': from },
      });
      span.end();
      return { trace: writeTraceparent(span.spanContext()), at: Date.now() };
    },
    writes(changes, frame) {
      const spans = changes.map(({ trace, at }) =>
        steps.begin('write', readTraceparent(trace), { startTime: at, attributes: ofStream(frame) }),
      );
      // A display at the head of a large room answers before the rest of the room has heard.
      remember(frame, spans);
      return () => {
        for (const span of spans.splice(0)) span.end();
      };
    },
    shown: (frame, device, withinMs) =>
      heardFrom('show', frame, { 'waitlessq.device': device, 'waitlessq.within_ms': withinMs }),
    announced: (frame, device) => heardFrom('announce', frame, { 'waitlessq.device': device }),
  };
}

function keyOf({ queueId, audience, version }: StreamVersion): string {
  return `${queueId} ${audience} ${version}`;
}

function ofQueue({ organizationId, queueId, version }: QueueVersion) {
  return { 'waitlessq.organization': organizationId, 'waitlessq.queue': queueId, 'waitlessq.version': version };
}

function ofStream(stream: StreamVersion) {
  return { ...ofQueue(stream), 'waitlessq.audience': stream.audience };
}
