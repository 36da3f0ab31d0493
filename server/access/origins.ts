import { type Host, isSameHost, readHost } from './host-name.ts';
import type { DirectoryRow } from './organizations.ts';
import { publicHost, type Site } from './site.ts';

/** Where the page stands that asks, as its browser says. */
export type PageOrigin = { secure: boolean; host: Host };

/** The host that was asked, and whether over TLS. */
export type Asked = { secure: boolean; host: Host | null };

const FORM = /^(https?):\/\/([^/?#@\\\s]+)$/i;

/** Null for `null`, which is what pages without an origin say, and for everything that is none. */
export function readOrigin(written: string): PageOrigin | null {
  const [, scheme, authority] = FORM.exec(written) ?? [];
  const host = authority === undefined ? null : readHost(authority);
  return scheme === undefined || host === null ? null : { secure: scheme.toLowerCase() === 'https', host };
}

/** Whether it is our own page: of the host that was asked, or of the public address. A page that anybody on the way may write is none. */
export function isOwnPage(origin: PageOrigin, asked: Asked, site: Site): boolean {
  if (asked.secure && !origin.secure) return false;
  return [asked.host, publicHost(site)].some((host) => host !== null && isSameHost(host, origin.host));
}

/** Whether it is a page of one of the organization's own hosts. */
export function isPageOf(
  { hosts, subdomain }: Pick<DirectoryRow, 'hosts' | 'subdomain'>,
  origin: PageOrigin,
  asked: Asked,
  { baseDomain }: Site,
): boolean {
  const below = baseDomain === null || subdomain === null ? [] : [`${subdomain}.${baseDomain}`];
  return isUsualDoor(origin, asked) && [...hosts, ...below].includes(origin.host.name);
}

/** Another port of the same machine may be somebody else's. */
export function isUsualDoor({ secure, host }: PageOrigin, asked: Asked): boolean {
  if (asked.secure && !secure) return false;
  return [asked.host?.port ?? '', ''].some((port) => isSameHost({ name: host.name, port }, host));
}
