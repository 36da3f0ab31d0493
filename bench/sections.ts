import type { Section } from './bench.ts';
import { benchBoards } from './boards.ts';
import { benchBytes } from './bytes.ts';
import { benchCallNext } from './call-next.ts';
import { benchClickToScreen } from './click-to-screen.ts';
import { benchColdStart } from './cold-start.ts';
import { benchDatabaseRestart } from './database-restart.ts';
import { benchDeploy } from './deploy.ts';
import { benchDrops } from './drops.ts';
import { benchFanOutRedis } from './fan-out-redis.ts';
import { benchConnect } from './connect.ts';
import { benchFanOut } from './fan-out.ts';
import { benchHeads } from './heads.ts';
import { benchIdleMemory } from './idle-memory.ts';
import { benchNamespaces } from './namespaces.ts';
import { benchNodes } from './nodes.ts';
import { benchScaling } from './scaling.ts';
import { benchScreens } from './screens.ts';
import { benchSlots } from './slots.ts';
import { benchStalled } from './stalled.ts';
import { benchTenants } from './tenants.ts';
import { benchNodeKilled } from './node-killed.ts';
import { benchNoisy } from './noisy.ts';
import { benchRedisAway } from './redis-away.ts';
import { benchStormReads } from './storm-reads.ts';

/** What can be measured, in the order of the page; `npm run bench -- call-next` measures that alone. */
export const SECTIONS: Readonly<Record<string, Section>> = {
  'call-next': benchCallNext,
  'click-to-screen': benchClickToScreen,
  'fan-out': benchFanOut,
  'fan-out-redis': benchFanOutRedis,
  'idle-memory': benchIdleMemory,
  namespaces: benchNamespaces,
  nodes: benchNodes,
  heads: benchHeads,
  tenants: benchTenants,
  connect: benchConnect,
  stalled: benchStalled,
  drops: benchDrops,
  'node-killed': benchNodeKilled,
  deploy: benchDeploy,
  'redis-away': benchRedisAway,
  'database-restart': benchDatabaseRestart,
  'storm-reads': benchStormReads,
  bytes: benchBytes,
  noisy: benchNoisy,
  boards: benchBoards,
  slots: benchSlots,
  'cold-start': benchColdStart,
  screens: benchScreens,
  // Out of the others' figures.
  scaling: benchScaling,
};
