import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const attributes = z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) }));
/** As much of OTLP as is asked for here. */
const exported = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              startTimeUnixNano: z.coerce.number(),
              endTimeUnixNano: z.coerce.number(),
              attributes,
            }),
          ),
        }),
      ),
    }),
  ),
});

export type CollectedSpan = {
  name: string;
  traceId: string;
  spanId: string;
  parentId: string | null;
  /** Which node has sent it. */
  node: string;
  /** In milliseconds since 1970. */
  from: number;
  to: number;
  attributes: Record<string, unknown>;
};

export type Collector = {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  url: string;
  spans: CollectedSpan[];
  /** Every byte that came. */
  text(): string;
  close(): Promise<void>;
};

/** Takes traces as a collector of OpenTelemetry does, and keeps them. */
export async function openCollector(): Promise<Collector> {
  const spans: CollectedSpan[] = [];
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      bodies.push(body);
      spans.push(...read(body));
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'Content-Type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a server that listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    text: () => JSON.stringify(bodies),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function read(body: unknown): CollectedSpan[] {
  return exported.parse(body).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const node = String(valuesOf(resource.attributes)['service.instance.id']);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        // Absent or empty for one that has none.
        parentId: span.parentSpanId || null,
        node,
        from: span.startTimeUnixNano / 1e6,
        to: span.endTimeUnixNano / 1e6,
        attributes: valuesOf(span.attributes),
      })),
    );
  });
}

/** A value is written as `{stringValue: ...}`, `{intValue: ...}` and so on. */
function valuesOf(written: z.infer<typeof attributes>): Record<string, unknown> {
  return Object.fromEntries(written.map(({ key, value }) => [key, Object.values(value)[0]]));
}
