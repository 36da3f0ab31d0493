import { StartFailure } from '../start-failure.ts';
import type { Tracing, TracingSettings } from './tracing.ts';

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
