/** Names of hosts and paths that are, or may become, the service's own. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['www', 'api', 'app', 'apps', 'admin', 'docs', 'assets', 'static', 'cdn', 'status', 'help', 'support', 'security'],
  ...['mail', 'smtp', 'imap', 'pop', 'ftp', 'ssh', 'vpn', 'dns', 'mx', 'ns1', 'ns2', 'autoconfig', 'autodiscover'],
  ...['auth', 'login', 'signin', 'sign-in', 'signup', 'sign-up', 'account', 'accounts', 'billing', 'demo', 'test'],
  ...[
    'display',
    'kiosk',
    'staff',
    'patient',
    'book',
    'booking',
    'operator',
    'organizations',
    'localhost',
    'waitlessq',
    'postmaster',
  ],
  ...['abuse', 'webmaster', 'hostmaster', 'root', 'internal', 'socket', 'live', 'healthz', 'readyz', 'metrics'],
]);

/** An organization may be named by its id, too. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Punycode would let a name look like another one in the address bar, and an id would be another organization's. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name) || name.startsWith('xn--') || ID.test(name);
}
