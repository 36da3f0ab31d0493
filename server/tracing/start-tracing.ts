import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { databaseTracing } from './database.ts';
import { httpTracing } from './http.ts';
import { liveTracing } from './live.ts';
import type { Tracing, TracingSettings } from './tracing.ts';
import { createSteps } from './steps.ts';
import { TraceIds } from './trace-ids.ts';

/** Soon enough for whoever has just tapped and looks, seldom enough to cost nothing. */
const SEND_EVERY_MS = 1_000;
/** A collector that answers later than this is away. */
const PATIENCE_MS = 5_000;
/** At the end of a node. */
const LAST_WORDS_MS = 2_000;

/** To be imported by `openTracing` alone, for it loads OpenTelemetry. */
export function startTracing({ endpoint, share }: TracingSettings, onError: (error: unknown) => void): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: PATIENCE_MS });
  const ids = new TraceIds();
  const provider = new TracerProvider({
    // An operator's own names, in OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES, win.
    resource: resourceFromAttributes({ 'service.name': 'waitlessq', 'service.instance.id': randomUUID() }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
    idGenerator: ids,
    // By the id alone: every node decides the same, and whoever asks cannot.
    sampler: new TraceIdRatioBasedSampler(share),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: complaining(exporter, onError), scheduledDelayMillis: SEND_EVERY_MS }),
    ],
  });
  const steps = createSteps(provider.getTracer('waitlessq'));
  return {
    http: httpTracing(steps, ids),
    database: databaseTracing(steps),
    live: liveTracing(steps),
    async close() {
      const sent = provider.shutdown().catch(onError);
      await Promise.race([sent, pause(LAST_WORDS_MS, undefined, { ref: false })]);
    },
  };
}

/** Says once that the collector is away, and again when it has been back: what could not be sent is lost. */
function complaining(exporter: SpanExporter, onError: (error: unknown) => void): SpanExporter {
  let isAway = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const { error } = result;
        if (error !== undefined && !isAway) onError(error);
        isAway = error !== undefined;
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
