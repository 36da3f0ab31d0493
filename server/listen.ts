import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer as createProbe, type Server as NetServer } from 'node:net';
import { StartFailure } from './start-failure.ts';

/** `named`: what the two settings are called. */
type Where = { host: string; port: number; named?: { host: string; port: string } };

/**
 * Longer than proxies keep a line that nobody uses (nginx 60 s): were it ours to end it first, a request that is just being sent
 * would be lost with it.
 */
const KEPT_IDLE_MS = 75_000;

/** For requests that are being answered when the node stops. */
const LAST_ANSWERS_MS = 3_000;

/**
 * Found out before anything else is started, because the database of a first start takes its time.
 * @throws StartFailure
 */
export async function requireFreePort(where: Where): Promise<void> {
  if (where.port === 0) return;
  const probe = createProbe();
  await listen(probe, where);
  probe.close();
  await once(probe, 'close');
}

/** What is set of every server of requests. */
export function keepLinesOpen(server: Server): Server {
  server.keepAliveTimeout = KEPT_IDLE_MS;
  return server;
}

/** @returns the port @throws StartFailure */
export async function listen(server: NetServer, where: Where): Promise<number> {
  server.listen({ host: where.host, port: where.port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartFailure(explain(error as NodeJS.ErrnoException, where), { cause: error });
  }
  return (server.address() as AddressInfo).port; // of a server that listens on TCP
}

function explain(
  { code, message }: NodeJS.ErrnoException,
  { host, port, named = { host: 'HOST', port: 'PORT' } }: Where,
): string {
  switch (code) {
    case 'EADDRINUSE':
      return `${named.port} ${port} is in use on ${host}: stop what listens there, or set another ${named.port}.`;
    case 'EACCES':
      return `${named.port} ${port} may not be used by this user: set one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${named.host} ${host} is no address of this machine.`;
    default:
      return `${named.host} ${host}, ${named.port} ${port}: ${message}.`;
  }
}

/** Takes nobody new, and waits a little for those who are being answered. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS_MS);
  await closed;
  clearTimeout(impatience);
}
