import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import proxyAddr from 'proxy-addr';
import { Refusal } from '../../models/rules/refusal.ts';
import { type Host, readHost } from './host-name.ts';

/** What is believed of those who hand requests on. The same for requests and for sockets. */
export type Proxies = {
  /** Express' `trust proxy`. */
  trusts(address: string, hops: number): boolean;
  /** The address that asks, behind the trusted proxies. */
  addressOf(request: IncomingMessage): string;
  /** Whether the way to us, or to the proxy in front of us, was over TLS. */
  isSecure(request: IncomingMessage): boolean;
  /** The host that was asked for, as it was written. */
  writtenHost(request: IncomingMessage): string | undefined;
  /**
   * The host that was asked for; null where none was said.
   * @throws Refusal `ambiguous_organization` for two, `invalid_input` for something that is no host
   */
  hostOf(request: IncomingMessage): Host | null;
};

/** Two of these would be read by one of us and another by the next. */
const ONLY_ONCE: readonly string[] = ['host', 'x-forwarded-host', 'x-tenant-id'];

/** @param trusted  networks of the proxies whose `X-Forwarded-*` are believed */
export function createProxies(trusted: readonly string[]): Proxies {
  const trusts = proxyAddr.compile([...trusted]);

  function writtenHost({ headers, socket }: IncomingMessage): string | undefined {
    const forwarded = headers['x-forwarded-host'];
    const isForwarded = forwarded !== undefined && trusts(socket.remoteAddress ?? '', 0);
    return isForwarded ? String(forwarded) : headers.host;
  }

  return {
    trusts,
    isSecure({ socket, headers }) {
      if (socket instanceof TLSSocket) return true;
      const [nearest] = String(headers['x-forwarded-proto'] ?? '').split(',');
      return trusts(socket.remoteAddress ?? '', 0) && nearest?.trim() === 'https';
    },
    writtenHost,
    addressOf: (request) => proxyAddr(request, trusts),
    hostOf(request) {
      refuseRepeated(request);
      const written = writtenHost(request);
      if (written === undefined || written === '') return null;
      // A list of forwarded hosts is none either: it cannot be told which one a client has written.
      const host = readHost(written);
      if (host === null) throw invalid('header.Host');
      return host;
    },
  };
}

function refuseRepeated({ rawHeaders }: IncomingMessage): void {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = String(rawHeaders[at]).toLowerCase();
    if (!ONLY_ONCE.includes(name)) continue;
    if (seen.has(name)) throw new Refusal('ambiguous_organization', `The request has two headers ${rawHeaders[at]}.`);
    seen.add(name);
  }
}

function invalid(path: string): Refusal {
  return new Refusal('invalid_input', undefined, [{ path, message: 'must be the name of a host' }]);
}
