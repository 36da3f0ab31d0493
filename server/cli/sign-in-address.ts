import type { Config } from '../config.ts';

/** Where a link leads that lets somebody in; without PUBLIC_URL nobody here knows the host. Behind the `#` no server and no log reads the token. */
export function signInAddress(
  { publicUrl }: Config,
  { slug, screen, token }: { slug: string; screen: 'admin' | 'staff'; token: string },
): string {
  return `${publicUrl ?? ''}/o/${slug}/${screen}#sign-in=${token}`;
}
