import { type Host, readHost } from './host-name.ts';

/** Where this installation is reached. */
export type Site = {
  /** Organizations are served at `<subdomain>.<baseDomain>`. */
  baseDomain: string | null;
  /** Where people reach it when their organization has no host of its own. */
  publicUrl: string | null;
  /** false: one organization serves every host. */
  multiTenant: boolean;
  production: boolean;
};

const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * What stands before the base domain; null for the base domain itself, its www, and every other host. Something that no
 * organization can have, as `a.b`, is answered as it is: it is unknown, and not the shared host.
 */
export function subdomainOf({ name }: Host, { baseDomain }: Pick<Site, 'baseDomain'>): string | null {
  if (baseDomain === null || !name.endsWith(`.${baseDomain}`)) return null;
  const label = name.slice(0, -baseDomain.length - 1);
  return label === 'www' ? null : label;
}

export function isSubdomain(label: string): boolean {
  return label.length <= 63 && SUBDOMAIN.test(label);
}

/** Whether the name is, or stands below, one that belongs to the installation itself. */
export function isOwnName(name: string, { baseDomain, publicUrl }: Pick<Site, 'baseDomain' | 'publicUrl'>): boolean {
  if (baseDomain !== null && (name === baseDomain || name.endsWith(`.${baseDomain}`))) return true;
  return publicHost({ publicUrl })?.name === name;
}

export function publicHost({ publicUrl }: Pick<Site, 'publicUrl'>): Host | null {
  return publicUrl === null ? null : readHost(new URL(publicUrl).host);
}
