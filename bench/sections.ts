import type { Section } from './bench.ts';
import { benchCallNext } from './call-next.ts';
import { benchClickToScreen } from './click-to-screen.ts';
import { benchFanOut } from './fan-out.ts';
import { benchFanOutRedis } from './fan-out-redis.ts';
import { benchNamespaces } from './namespaces.ts';

/** What can be measured, in the order of the page; `npm run bench -- call-next` measures that alone. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  'call-next': benchCallNext,
  'click-to-screen': benchClickToScreen,
  'fan-out': benchFanOut,
  'fan-out-redis': benchFanOutRedis,
  namespaces: benchNamespaces,
};
