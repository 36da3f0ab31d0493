import { z } from 'zod';
import { createDocument, type ZodOpenApiPathsObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import { publicBoard, staffBoard } from '../../realtime/contract/board.ts';
import { called, entry, joined, moved, tracked, transferred, why } from '../../realtime/contract/commands.ts';
import { problem } from '../../realtime/contract/problem.ts';
import { counter, counterSession } from '../../realtime/contract/resources/counters.ts';
import { device } from '../../realtime/contract/resources/devices.ts';
import { joinable } from '../../realtime/contract/resources/joinable.ts';
import { office } from '../../realtime/contract/resources/offices.ts';
import { branding, organization } from '../../realtime/contract/resources/organizations.ts';
import { provider } from '../../realtime/contract/resources/providers.ts';
import { queue, queuePolicy } from '../../realtime/contract/resources/queues.ts';
import { service } from '../../realtime/contract/resources/services.ts';
import { tokens } from '../../realtime/contract/resources/auth.ts';
import { user } from '../../realtime/contract/resources/users.ts';
import type { Route } from './route.ts';
import { ROUTES } from './routes/all-routes.ts';

/** Schemas that have a name of their own in the reference. */
const NAMED = {
  Problem: problem,
  Organization: organization,
  Branding: branding,
  User: user,
  Office: office,
  Service: service,
  Provider: provider,
  Queue: queue,
  QueuePolicy: queuePolicy,
  Counter: counter,
  CounterSession: counterSession,
  Device: device,
  Joinable: joinable,
  Tokens: tokens,
  Entry: entry,
  Joined: joined,
  Called: called,
  Moved: moved,
  Transferred: transferred,
  Tracked: tracked,
  Why: why,
  PublicBoard: publicBoard,
  StaffBoard: staffBoard,
};

const REFUSED = { content: { 'application/problem+json': { schema: problem } } };

/** OpenAPI 3.1, made from the routes that are served: it cannot say anything else than they do. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'WaitLessQ',
      version: '1',
      description:
        'Real-time queues for many organizations. Say which one by its own host, by `/o/<slug>` before the path, by `X-Tenant-ID` or by `tenant_id`; a credential alone names its organization, too.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    tags: Object.keys(ROUTES).map((name) => ({ name })),
    paths: paths(),
    components: {
      schemas: NAMED,
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'An access token, a device token or a tracking token.',
        },
      },
    },
  });
}

function paths(): ZodOpenApiPathsObject {
  const made: ZodOpenApiPathsObject = {};
  for (const [tag, routes] of Object.entries(ROUTES)) {
    for (const route of routes) {
      const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
      made[path] = { ...made[path], [route.method]: operation(tag, route) };
    }
  }
  return made;
}

function operation(tag: string, route: Route) {
  const { method, params, query, body, permission, summary, takes } = route;
  const header = headers(route);
  return {
    tags: [tag],
    summary,
    operationId: operationId(route),
    ...(permission === 'public' && { security: [] }),
    description: permission === 'public' ? 'For everybody.' : `Needs the permission \`${permission}\`.`,
    requestParams: { ...object('path', params), ...object('query', query), ...(header && { header }) },
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: ofTypes(takes?.types ?? JSON_ONLY, body),
      },
    }),
    responses: responses(route),
    'x-permission': permission,
    ...(method === 'delete' && body && { 'x-body': 'optional' }),
  };
}

const JSON_ONLY = ['application/json'];

function ofTypes(types: readonly string[], schema: z.ZodType) {
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** Only objects are declared as params and queries. */
function object(where: 'path' | 'query', schema: z.ZodType | undefined): Record<string, z.ZodObject> {
  return schema instanceof z.ZodObject ? { [where]: schema } : {};
}

function headers({ method }: Route): z.ZodObject | null {
  if (method === 'get') {
    const known = z
      .string()
      .optional()
      .meta({ description: 'The ETag of what is known already: 304 when it is still so.' });
    return z.object({ 'If-None-Match': known });
  }
  const key = z.string().max(255).optional().meta({
    description:
      'Any word that is new for each wish. The same key and body get the same answer again, and nothing happens twice.',
  });
  if (method !== 'patch') return z.object({ 'Idempotency-Key': key });
  const match = z
    .string()
    .optional()
    .meta({ description: 'The ETag that the change is meant for: 412 when it is another by now.' });
  return z.object({ 'Idempotency-Key': key, 'If-Match': match });
}

function responses({
  method,
  params,
  body,
  query,
  status,
  answer,
  permission,
  sends,
}: Route): ZodOpenApiResponsesObject {
  const success =
    answer === null
      ? { description: 'Done.' }
      : {
          description: 'Done.',
          content: ofTypes(sends ?? JSON_ONLY, answer),
        };
  const changes = method !== 'get';
  return {
    [String(status) as '200']: success,
    ...(!changes && { 304: { description: 'Nothing has changed since.' } }),
    ...((params ?? body ?? query) && { 400: { description: 'Something in the request is not valid.', ...REFUSED } }),
    401: { description: 'No valid credential.', ...REFUSED },
    ...(permission !== 'public' && {
      403: { description: 'Not allowed, or a credential of another organization.', ...REFUSED },
    }),
    404: { description: 'There is no such thing in this organization.', ...REFUSED },
    ...(changes && { 409: { description: 'Not possible in the present state; `code` says why.', ...REFUSED } }),
    ...(method === 'patch' && { 412: { description: 'Somebody changed it meanwhile.', ...REFUSED } }),
    ...(changes && { 422: { description: 'The Idempotency-Key was used for another request.', ...REFUSED } }),
    429: { description: 'Too many requests.', ...REFUSED },
  };
}

/** `POST /queues/:id/calls` -> `postQueuesCalls`: stable, and a method's name in generated clients. */
function operationId({ method, path }: Route): string {
  const words = path.split('/').map((part) => (part.startsWith(':') ? `By-${part.slice(1)}` : part));
  return method + words.join('-').replaceAll(/-+(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}
