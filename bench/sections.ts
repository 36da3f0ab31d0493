import type { Section } from './bench.ts';
import { benchCallNext } from './call-next.ts';
import { benchClickToScreen } from './click-to-screen.ts';

/** What can be measured, in the order of the page; `npm run bench -- call-next` measures that alone. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  'call-next': benchCallNext,
  'click-to-screen': benchClickToScreen,
};
