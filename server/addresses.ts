import { networkInterfaces } from 'node:os';

export type Addresses = {
  /** As it is typed on this machine. */
  here: string;
  /** As other machines of the same network reach it; null when they cannot. */
  network: string | null;
};

const EVERYWHERE = new Set(['0.0.0.0', '::']);

/** Where a server that listens on `host` can be found. */
export function addressesOf(host: string, port: number): Addresses {
  const everywhere = EVERYWHERE.has(host);
  const isLocal = host === 'localhost' || host.startsWith('127.') || host === '::1';
  const name = everywhere ? networkAddress() : isLocal ? null : host;
  return { here: urlOf(everywhere ? 'localhost' : host, port), network: name === null ? null : urlOf(name, port) };
}

function urlOf(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function networkAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
