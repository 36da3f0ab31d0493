import type { IncomingMessage } from 'node:http';
import { Refusal } from '../../models/rules/refusal.ts';
import type { Limits } from './limits.ts';
import type { LocateByHost } from './locate-organization.ts';
import { networkOf } from './network-of.ts';
import { type Asked, isOwnPage, isUsualDoor, type PageOrigin, readOrigin } from './origins.ts';
import type { Proxies } from './proxies.ts';
import type { Site } from './site.ts';

export type SocketDoor = {
  /** Whether a line may be opened at all. A no says nothing about why. */
  mayConnect(request: IncomingMessage): Promise<boolean>;
  /**
   * Whether what was said when the line was opened, over this connection, agrees with the organization that is wanted now.
   * @throws Refusal `ambiguous_organization` for another one's host, `wrong_organization` for another one's page
   */
  mayEnter(slug: string, line: object): Promise<void>;
};

/** What a line has said when it was opened. `none`: no browser; null: an origin that is none. */
type Said = { asked: Asked; origin: PageOrigin | null | 'none' };

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
  /** Of lines that are open: their first request is not kept, because it is large. */
  const said = new WeakMap<object, Said>();

  /** Whose page it is; `own`: ours, or of no browser. Null: nobody's. */
  async function pageOf({ asked, origin }: Said): Promise<'own' | { slug: string } | null> {
    if (origin === 'none') return 'own';
    if (origin === null) return null;
    if (isOwnPage(origin, asked, site)) return 'own';
    const owner = isUsualDoor(origin, asked) ? await byHost(origin.host) : null;
    return owner === 'shared' ? null : owner;
  }

  return {
    async mayConnect(request) {
      try {
        await limits.spend('handshake', networkOf(proxies.addressOf(request)));
        const { origin } = request.headers;
        const saying: Said = {
          asked: { secure: proxies.isSecure(request), host: proxies.hostOf(request) },
          origin: origin === undefined ? 'none' : readOrigin(origin),
        };
        if ((await pageOf(saying)) === null) return false;
        said.set(request.socket, saying);
        return true;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    },
    async mayEnter(slug, line) {
      const saying = said.get(line);
      if (saying === undefined) throw new Refusal('unavailable');
      const { host } = saying.asked;
      const here = host === null ? 'shared' : await byHost(host);
      if (here === null) throw new Refusal('unknown_organization');
      if (here !== 'shared' && here.slug !== slug) throw new Refusal('ambiguous_organization');
      const page = await pageOf(saying);
      if (page !== 'own' && page?.slug !== slug) throw new Refusal('wrong_organization');
    },
  };
}
