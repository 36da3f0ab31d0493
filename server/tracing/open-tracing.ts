import type { DatabaseTracing } from '../../models/database.ts';
import type { LiveTracing } from '../../realtime/tracing.ts';
import type { HttpTracing } from '../http/tracing.ts';
import { StartFailure } from '../start-failure.ts';

export type TracingSettings = {
  /** A collector that takes OTLP over HTTP, without `/v1/traces`. */
  endpoint: string;
  /** Of the requests, 0 to 1. The same on every node, or traces end halfway. */
  share: number;
};

/** What the parts of the service are handed that are followed. They know nothing of OpenTelemetry. */
export type Tracing = {
  http: HttpTracing;
  database: DatabaseTracing;
  live: LiveTracing;
  /** Sends what has not been sent, if that can be done soon. */
  close(): Promise<void>;
};

/**
 * OpenTelemetry is loaded now and not before: whoever follows nothing does without it, and need not have installed it.
 * @throws StartFailure when it is not there
 */
export async function openTracing(settings: TracingSettings, onError: (error: unknown) => void): Promise<Tracing> {
  const { startTracing } = await import('./start-tracing.ts').catch((error: unknown) => {
    throw new StartFailure(
      'OTEL_EXPORTER_OTLP_ENDPOINT is set, but OpenTelemetry is not installed: npm install --include=optional.',
      { cause: error },
    );
  });
  return startTracing(settings, onError);
}
