import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, createServer as createProbe, type Server as NetServer } from 'node:net';
import { StartFailure } from './start-failure.ts';

type Where = { host: string; port: number };

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

/** @returns the port @throws StartFailure */
export async function listen(server: NetServer, { host, port }: Where): Promise<number> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new StartFailure(explain(error as NodeJS.ErrnoException, { host, port }), { cause: error });
  }
  return (server.address() as AddressInfo).port; // of a server that listens on TCP
}

function explain({ code, message }: NodeJS.ErrnoException, { host, port }: Where): string {
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is in use on ${host}: stop what listens there, or set another PORT.`;
    case 'EACCES':
      return `PORT ${port} may not be used by this user: set one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${host} is no address of this machine.`;
    default:
      return `HOST ${host}, PORT ${port}: ${message}.`;
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
