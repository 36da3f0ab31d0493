import type { DatabaseTracing } from '../../models/database.ts';
import type { LiveTracing } from '../../realtime/tracing.ts';
import type { HttpTracing } from '../http/tracing.ts';

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
