import { domainToASCII } from 'node:url';

/** A host as a request names it. `port` is '' where none was said. */
export type Host = { name: string; port: string };

// Without the u flag: with it the Kelvin sign would count as a k.
const FORM = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9._-]{1,254})(?::(\d{0,5}))?$/i;
const LABELS = /^(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}$/;

/**
 * A host in its one form: lower case, ASCII, without port and without the root's dot. Null for everything that is no host: other
 * characters, empty labels, punycode of nothing, numbers that some would read as an address, user names.
 */
export function readHost(written: string): Host | null {
  const [, given, port = ''] = FORM.exec(written) ?? [];
  if (given === undefined) return null;
  const name = given.toLowerCase().replace(/\.$/, '');
  if (name.startsWith('[')) return { name, port };
  if (name.length > 253 || !LABELS.test(name)) return null;
  return domainToASCII(name) === name ? { name, port } : null;
}

/** As it stands in an address. */
export function authorityOf({ name, port }: Host): string {
  return port === '' ? name : `${name}:${port}`;
}

/** The same host and door; http and https each have one that need not be said. */
export function isSameHost(a: Host, b: Host): boolean {
  return a.name === b.name && spoken(a.port) === spoken(b.port);
}

function spoken(port: string): string {
  return port === '80' || port === '443' ? '' : port;
}
