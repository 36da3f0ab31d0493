import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { contextOf } from '../context.ts';

/**
 * One line for each request: which organization, what kind of asker, what, how long. Never a name, a phone number, a query string
 * or a token; a tracking link carries its token in the path.
 */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    wrapSerializers: false,
    quietReqLogger: true,
    genReqId: (_request, response) => contextOf(response).requestId,
    customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: ({ method, originalUrl }: Request) => ({ method, path: withoutSecrets(originalUrl) }),
      res: ({ statusCode }: Response) => ({ status: statusCode }),
    },
    customAttributeKeys: { reqId: 'request_id' },
    customSuccessObject: (_request, response, line: object) => ({ ...line, ...about(response) }),
    customErrorObject: (_request, response, _error, line: object) => ({ ...line, ...about(response) }),
  });
}

function about(response: Response) {
  const { organization, identity } = contextOf(response);
  return { organization: organization?.id ?? null, actor: identity?.actor.kind ?? null };
}

/** The path alone, its tokens blotted out. */
export function withoutSecrets(url: string): string {
  const path = (url.split('?', 1)[0] ?? '').replace(/^\w+:\/\/[^/]*/, '');
  return path.replaceAll(/(trk|apt|cal|dev|rft|dvc|inv|rst|wlq|sup|ops)_[\w-]+/g, '$1_***');
}
