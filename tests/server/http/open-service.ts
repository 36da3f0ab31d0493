import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { openDatabase, type Database } from '../../../models/database.ts';
import { createAccess, type Access } from '../../../server/access/access.ts';
import { createKeys } from '../../../server/access/keys.ts';
import type { Limit, LimitName } from '../../../server/access/limits.ts';
import { createPersonalData } from '../../../server/access/personal-data.ts';
import { pushKeysOf } from '../../../server/access/push-keys.ts';
import { createResponseCipher } from '../../../server/access/response-cipher.ts';
import { createDoors, type Doors } from '../../../server/doors.ts';
import { keepLinesOpen } from '../../../server/listen.ts';
import { createApp, type AppOptions } from '../../../server/http/app.ts';
import { createAfterwards } from '../../../server/http/afterwards.ts';
import type { Who } from '../../../server/http/live.ts';
import type { Beat } from '../../../realtime/ports.ts';
import { noMail, type SendMail } from '../../../server/integrations/mail/send-mail.ts';
import { createPushServices } from '../../../server/integrations/web-push/push-services.ts';
import type { Metrics } from '../../../server/metrics/metrics.ts';
import { createWaitEstimates } from '../../../server/queries/wait-estimates.ts';
import { openDatabase as openTestDatabase } from '../../support/database.ts';

export type Service = {
  url: string;
  adminUrl: string;
  database: Database;
  doors: Doors;
  access: Access;
  /** Every line that was logged. */
  logged: string[];
  /** Whose sockets had to be ended. */
  ended: { how: 'revoke' | 'readmit'; who: Who }[];
  /** When everything is done that was left for after the answers. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export const SECRET = 'only-for-tests-0123456789abcdef0123456789abcdef';
const SCREENS = join(import.meta.dirname, '..', '..', '..', 'dist', 'screens');

/** The service with a database of its own, on a free port of this machine; without sockets and timers. */
export async function openService(
  options: Partial<
    Pick<
      AppOptions,
      | 'baseDomain'
      | 'publicUrl'
      | 'production'
      | 'multiTenant'
      | 'signUp'
      | 'trustedProxies'
      | 'txtRecords'
      | 'screensFolder'
    >
  > & {
    limits?: Partial<Record<LimitName, Limit>>;
    sendMail?: SendMail;
    clock?: () => Date;
    /** What counts, if anything does. */
    metrics?: Metrics;
  } = {},
): Promise<Service> {
  const testDatabase = await openTestDatabase();
  const { limits, clock, metrics, sendMail = noMail, ...rest } = options;
  const database = openDatabase(testDatabase.appUrl, { poolSize: 8, tally: metrics?.database });
  const keys = createKeys(SECRET);
  const doors = createDoors(database, {
    publish: () => undefined,
    cipher: createResponseCipher(keys),
    personal: createPersonalData(keys),
    ...(clock && { clock }),
  });
  const access = createAccess({ database, doors, keys, limits, tally: metrics?.access });
  const logged: string[] = [];
  const ended: Service['ended'] = [];
  const beats: Record<string, Map<string, Beat>> = {};
  const obey = (organizationId: string, how: 'revoke' | 'readmit', who: Who) => {
    access.forgetWho(organizationId, who);
    ended.push({ how, who });
  };
  const afterwards = createAfterwards((error) => logged.push(JSON.stringify({ level: 50, msg: String(error) })));
  const app = createApp({
    access,
    sendMail,
    push: {
      keyOf: (organizationId) => pushKeysOf(keys, organizationId).publicKey,
      takes: createPushServices([]).takes,
    },
    afterwards,
    estimates: createWaitEstimates(doors.snapshot),
    live: {
      revoke: (organizationId, who) => obey(organizationId, 'revoke', who),
      readmit: (organizationId, who) => obey(organizationId, 'readmit', who),
      beat: (organizationId, id, report) =>
        void (beats[organizationId] ??= new Map()).set(id, { report, at: Date.now() }),
      beats: (organizationId) => beats[organizationId] ?? new Map(),
    },
    log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
    checks: { database: async () => null },
    screensFolder: SCREENS,
    baseDomain: null,
    multiTenant: true,
    signUp: true,
    tally: metrics?.http,
    ...rest,
  });
  const server = keepLinesOpen(createServer(app)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a server that listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl: testDatabase.adminUrl,
    database,
    doors,
    access,
    logged,
    ended,
    settled: afterwards.settled,
    async close() {
      await stop(server);
      await afterwards.settled();
      await database.close();
      await testDatabase.close();
    },
  };
}

async function stop(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
