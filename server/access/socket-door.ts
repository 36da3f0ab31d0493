import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Limits } from './limits.ts';
import type { LocateByHost } from './locate-organization.ts';
import { isOwnPage, isUsualDoor, readOrigin } from './origins.ts';
import type { Proxies } from './proxies.ts';
import type { Site } from './site.ts';

export type SocketDoor = {
  /** Whether a line may be opened at all. A no says nothing about why. */
  mayConnect(request: IncomingMessage): Promise<boolean>;
  /**
   * Whether what was said when the line was opened agrees with the organization that is wanted now.
   * @throws Refusal `ambiguous_organization` for another one's host, `wrong_organization` for another one's page
   */
  mayEnter(slug: string, request: IncomingMessage): Promise<void>;
};

/** Browsers let any page open a socket and say only where the page stands: the door looks, because nobody else does. */
export function createSocketDoor({
  proxies,
  byHost,
  limits,
  site,
}: {
  proxies: Proxies;
  byHost: LocateByHost;
  limits: Limits;
  site: Site;
}): SocketDoor {
  const askedOf = (request: IncomingMessage) => ({
    secure: proxies.isSecure(request),
    host: proxies.hostOf(request),
  });

  /** Whose page it is; `own`: ours, or of no browser. Null: nobody's. */
  async function pageOf(request: IncomingMessage): Promise<'own' | { slug: string } | null> {
    const asked = askedOf(request);
    const { origin: written } = request.headers;
    if (written === undefined) return 'own';
    const origin = readOrigin(written);
    if (origin === null) return null;
    if (isOwnPage(origin, asked, site)) return 'own';
    const owner = isUsualDoor(origin, asked) ? await byHost(origin.host) : null;
    return owner === 'shared' ? null : owner;
  }

  return {
    async mayConnect(request) {
      try {
        await limits.spend('handshake', proxies.addressOf(request));
        return (await pageOf(request)) !== null;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    async mayEnter(slug, request) {
      const { host } = askedOf(request);
      const here = host === null ? 'shared' : await byHost(host);
      if (here === null) throw new Refusal('unknown_organization');
      if (here !== 'shared' && here.slug !== slug) throw new Refusal('ambiguous_organization');
      const page = await pageOf(request);
      if (page !== 'own' && page?.slug !== slug) throw new Refusal('wrong_organization');
    },
  };
}
