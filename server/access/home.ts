import { authorityOf, type Host } from './host-name.ts';
import type { DirectoryRow } from './organizations.ts';
import type { Site } from './site.ts';

/**
 * What links to an organization begin with: its own host, else its subdomain, else its path at the public address. Only an
 * installation that knows none of them takes the host that was asked for: whoever asks can write any host there, and the link
 * goes to somebody else.
 */
export function homeOf(
  { slug, subdomain, home_host: ownHost }: Pick<DirectoryRow, 'slug' | 'subdomain' | 'home_host'>,
  { baseDomain, publicUrl, multiTenant, production }: Site,
  asked: { secure: boolean; host: Host | null; base: string },
): string {
  const known = publicUrl === null ? null : new URL(publicUrl);
  const scheme = known?.protocol ?? (asked.secure ? 'https:' : 'http:');
  // In production a proxy stands in front, at the usual door.
  const port = known?.port ?? (production ? '' : (asked.host?.port ?? ''));
  if (ownHost !== null) return `${scheme}//${authorityOf({ name: ownHost, port })}`;
  if (multiTenant && baseDomain !== null && subdomain !== null)
    return `${scheme}//${authorityOf({ name: `${subdomain}.${baseDomain}`, port })}`;
  if (publicUrl !== null) return multiTenant ? `${publicUrl}/o/${slug}` : publicUrl;
  return `${scheme}//${authorityOf(asked.host ?? { name: 'localhost', port })}${asked.base}`;
}
