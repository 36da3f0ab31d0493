import type { Branding } from './organizations.ts';

/** The data block inside every screen's page: who and where, nothing personal. */
export type PageData = {
  organization: Branding & { id: string };
  /** '' on the organization's own host, `/o/<slug>` on a shared one. Every link and request begins with it. */
  base: string;
  build: string;
  /** The public key with which a browser subscribes to pushes; null where nothing is pushed. */
  push_key: string | null;
};

/** The same inside a page that no organization has yet: where one signs up. */
export type PlatformPageData = { organization: null; base: ''; build: string };
