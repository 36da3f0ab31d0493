import { realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '../models/database.ts';
import { type Realtime, startRealtime } from '../realtime/start-realtime.ts';
import { createAccess } from './access/access.ts';
import { createMostSockets } from './access/most-sockets.ts';
import { createLocateByHost } from './access/locate-organization.ts';
import { createProxies } from './access/proxies.ts';
import type { Site } from './access/site.ts';
import { createSocketDoor } from './access/socket-door.ts';
import { createKeys } from './access/keys.ts';
import { createPersonalData } from './access/personal-data.ts';
import { pushKeysOf } from './access/push-keys.ts';
import { createResponseCipher } from './access/response-cipher.ts';
import { addressesOf } from './addresses.ts';
import { type Config, readConfig } from './config.ts';
import { connectRedis } from './connect-redis.ts';
import { CITY_CLINIC } from './demo/city-clinic.ts';
import { seedWhereEmpty, startDemo } from './demo/start-demo.ts';
import { createDoors } from './doors.ts';
import { createAfterwards } from './http/afterwards.ts';
import { createApp } from './http/app.ts';
import { createDeliverMail, type DeliverMail } from './integrations/mail/deliver-mail.ts';
import { noMail, sendOnce } from './integrations/mail/send-mail.ts';
import { createPushServices, type PushServices } from './integrations/web-push/push-services.ts';
import { createSendPush, type SendPush } from './integrations/web-push/send-push.ts';
import { createTxtRecords } from './integrations/dns/txt-records.ts';
import { startDomainChecks } from './jobs/check-domains.ts';
import { startClock } from './jobs/clock.ts';
import { startCounting } from './jobs/count-usage.ts';
import { every } from './jobs/every.ts';
import { startJobWorker } from './jobs/job-worker.ts';
import { startPushCalls, type PushCalls } from './jobs/push-calls.ts';
import { createSendMessage, reachBy } from './jobs/send-message.ts';
import { createTellPeople } from './jobs/tell-people.ts';
import { keepLinesOpen, close, listen, requireFreePort } from './listen.ts';
import { createLivePorts } from './live-ports.ts';
import { createLog } from './log.ts';
import { createMetrics, type JobName } from './metrics/metrics.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { prepareDatabase } from './prepare-database.ts';
import { createReplica } from './queries/replica.ts';
import type { PersonalDataOf } from './queries/snapshot.ts';
import { createWaitEstimates } from './queries/wait-estimates.ts';
import { readinessChecks } from './readiness.ts';
import { createServiceTime } from './service-time.ts';
import { StartFailure } from './start-failure.ts';
import { openTracing } from './tracing/open-tracing.ts';
import { untilStopped } from './until-stopped.ts';

/** Built, the screens lie beside the server; while developing, where Vite puts them. */
const SCREENS = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../dist/screens/' : '../screens/', import.meta.url),
);
/** How often places in the metrics are given to the busiest organizations. */
const RANK_EVERY_MS = 60_000;
/** How long a replica that fell behind or is away may go unnoticed by those who do not ask it. */
const LOOK_AT_REPLICA_EVERY_MS = 2_000;
/** Of a replica that hangs nobody takes leave. */
const FAREWELL_MS = 1_000;
/** A machine that slept has to learn what time it is; others hardly drift apart. */
const LEARN_TIME_EVERY_MS = 30_000;
/** Within this everybody's screens have moved to another node ... */
const DRAIN_MS = 5_000;
/** ... where there is one; alone, only what is being answered is waited for. */
const DRAIN_ALONE_MS = 300;

export type RunningNode = {
  url: string;
  /** Settles with the reason when the node cannot go on. */
  broken: Promise<string>;
  /** Not ready, drained, closed, in this order. */
  stop(): Promise<void>;
};

/**
 * Builds one node of the service from the ground up. It is taken down in reverse, also when the start fails halfway.
 * @throws StartFailure with one sentence for the person who starts it
 */
export async function startNode(config: Config, say: (line: string) => void): Promise<RunningNode> {
  const log = createLog(config.logLevel);
  const built: (() => Promise<void> | void)[] = [];
  let stopping: Promise<void> | null = null;

  async function takeDown(): Promise<void> {
    for (const end of built.toReversed()) {
      try {
        await end();
      } catch (error) {
        log.error({ err: error }, 'a part did not stop properly');
      }
    }
  }
  const stop = () => (stopping ??= takeDown());
  const onError = (what: string) => (error: unknown) => log.error({ err: error }, what);
  // The doors tell live delivery, which reads through the doors: one of the two has to be named before it is there.
  const live: { delivery: Realtime | null; pushes: PushCalls | null } = { delivery: null, pushes: null };
  const metrics = config.metrics && createMetrics(() => live.delivery);
  const onJobError = (job: JobName, what: string) => (error: unknown) => {
    metrics?.jobFailed(job);
    onError(what)(error);
  };

  try {
    await requireFreePort(config);
    if (config.metrics) await requireFreePort(metricsPort(config.metrics));
    const tracing = config.tracing && (await openTracing(config.tracing, onError('traces could not be sent')));
    if (tracing) built.push(() => tracing.close());
    const prepared = await prepareDatabase(config, { say });
    built.push(() => prepared.close());
    const keys = createKeys(prepared.secretKey);
    const seen = { tally: metrics?.database, tracing: tracing?.database };
    const database = openDatabase(prepared.url, seen);
    built.push(() => database.close());
    const time = createServiceTime(database);
    await time.learn();
    built.push(every(LEARN_TIME_EVERY_MS, time.learn, onError('the time could not be asked for')));
    const wantsDemo = config.demo ?? prepared.dataFolder !== null;
    if (wantsDemo) await seedWhereEmpty(database, prepared.url, keys, say);
    const redis = config.redisUrl === undefined ? null : await connectRedis(config.redisUrl);
    if (redis) built.push(() => redis.disconnect());

    const personal = createPersonalData(keys);
    const replica = openReplica(config, { database, seen, personal, log });
    if (replica) built.push(() => replica.close());
    const doors = createDoors(database, {
      publish: (changes) => {
        live.delivery?.publish(changes);
        live.pushes?.notice(changes);
      },
      cipher: createResponseCipher(keys),
      personal,
      replica,
    });
    const access = createAccess({
      database,
      now: time.now,
      doors,
      keys,
      redis: redis ?? undefined,
      peaks: () => live.delivery?.takePeaks() ?? new Map(),
      tally: metrics?.access,
    });
    const estimates = createWaitEstimates(doors.snapshot);
    const afterwards = createAfterwards(onJobError('afterwards', 'what was left for after the answer failed'));
    built.push(() => afterwards.settled());
    const place: Site = {
      baseDomain: config.baseDomain ?? null,
      publicUrl: config.publicUrl ?? null,
      multiTenant: config.multiTenant,
      production: config.production,
    };
    const txtRecords = createTxtRecords({ servers: config.dnsServers });
    const deliver = deliverOf(config, log, metrics);
    const pushServices = config.webPush && createPushServices(config.webPush.hosts);
    const app = createApp({
      access,
      txtRecords,
      estimates,
      sendMail: deliver === null ? noMail : sendOnce(deliver),
      push: pushServices && {
        keyOf: (organizationId) => pushKeysOf(keys, organizationId).publicKey,
        takes: pushServices.takes,
      },
      afterwards,
      live: {
        revoke: (organizationId, who) => live.delivery?.revoke(organizationId, who),
        readmit: (organizationId, who) => live.delivery?.readmit(organizationId, who),
        beat: (organizationId, deviceId, report) => live.delivery?.beat(organizationId, deviceId, report),
        beats: (organizationId) => live.delivery?.beats(organizationId) ?? new Map(),
      },
      log,
      checks: readinessChecks({ database, redis, isStopping: () => stopping !== null }),
      screensFolder: SCREENS,
      ...place,
      signUp: config.signUp,
      trustedProxies: config.trustedProxies,
      tally: metrics?.http,
      tracing: tracing?.http,
    });
    const server = keepLinesOpen(createServer(app));
    const ports = createLivePorts({
      database,
      doors,
      estimates,
      identify: access.listener,
      forget: access.forgetWho,
      mostSockets: createMostSockets(access),
      now: time.now,
    });
    const door = createSocketDoor({
      proxies: createProxies(config.trustedProxies),
      byHost: createLocateByHost(access.organizations, place),
      limits: access.limits,
      site: place,
    });
    const delivery = await startRealtime({
      server,
      ports,
      log,
      ...door,
      redisUrl: config.redisUrl,
      tally: metrics?.live,
      tracing: tracing?.live,
      sharedFrames: config.sharedFrames,
    }).catch((error: Error) => {
      throw new StartFailure(`REDIS_URL: ${error.message}.`, { cause: error });
    });
    live.delivery = delivery;
    built.push(() => delivery.close());
    built.push(startCounting(access.usage, onJobError('usage', 'usage could not be counted')));
    const sendPush = pushOf(config, pushServices, log);
    if (sendPush) {
      const onPushError = onJobError('pushes', 'telephones could not be told');
      const pushes = startPushCalls({ database, doors, keys, send: sendPush, onError: onPushError });
      live.pushes = pushes;
      built.push(() => pushes.stop());
    }
    const ways = { email: deliver, push: sendPush, sms: null, whatsapp: null };
    const send = createSendMessage({
      ...{ doors, keys, limits: access.limits },
      ...{ site: place, mailFrom: config.mailFrom, ways },
    });
    const tell = createTellPeople({ doors, organizations: access.organizations, reach: reachBy(ways), send });
    const worker = { url: prepared.url, database, tell };
    const jobs = startJobWorker(worker, {
      log,
      onError: onJobError('messages', 'people could not be told'),
      onCounted: metrics?.jobsCounted,
    });
    built.push(() => jobs.stop());
    built.push(startClock(database, doors, { onError: onJobError('clock', 'the clock failed') }));
    built.push(
      startDomainChecks(database, doors, txtRecords, {
        onError: onJobError('domains', 'the check of domains failed'),
        onChecked: metrics?.domainChecked,
      }),
    );
    if (metrics && config.metrics) {
      built.push(every(RANK_EVERY_MS, async () => metrics.rank(), onError('the busiest could not be found')));
      const metricsServer = serveMetrics(metrics, onError('the metrics could not be read'));
      const { here } = addressesOf(config.metrics.host, await listen(metricsServer, metricsPort(config.metrics)));
      built.push(() => close(metricsServer));
      say(`Metrics are at ${here}/metrics`);
    }

    const addresses = addressesOf(config.host, await listen(server, config));
    built.push(() => close(server));
    built.push(() => delivery.drain(redis ? DRAIN_MS : DRAIN_ALONE_MS));
    say(`WaitLessQ is ready at ${addresses.here}`);
    if (wantsDemo) {
      const base = config.multiTenant ? `/o/${CITY_CLINIC.slug}` : '';
      const site = { url: prepared.url, database, doors, estimates, keys, addresses, base };
      const endDemo = await startDemo(site, say, onJobError('demo', 'the demo stumbled and goes on'));
      if (endDemo) built.push(endDemo);
    }
    return {
      url: addresses.here,
      broken: prepared.died.then(
        () => `The embedded database has ended (more in ${prepared.dataFolder}/postgres.log).`,
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function openReplica(
  { databaseReplicaUrl: url }: Config,
  {
    database,
    seen,
    personal,
    log,
  }: {
    database: Database;
    seen: Parameters<typeof openDatabase>[1];
    personal: PersonalDataOf;
    log: ReturnType<typeof createLog>;
  },
) {
  if (url === undefined) return null;
  const there = openDatabase(url, seen);
  const replica = createReplica({ replica: there, primary: database }, { personal }, log);
  void replica.look();
  const stopLooking = every(LOOK_AT_REPLICA_EVERY_MS, replica.look, () => undefined);
  return {
    ...replica,
    async close() {
      await Promise.race([stopLooking().then(() => there.close()), pause(FAREWELL_MS, undefined, { ref: false })]);
    },
  };
}

function metricsPort({ host, port }: { host: string; port: number }) {
  return { host, port, named: { host: 'METRICS_HOST', port: 'METRICS_PORT' } };
}

function deliverOf(
  { smtpUrl, mailFrom: from }: Config,
  log: ReturnType<typeof createLog>,
  metrics: ReturnType<typeof createMetrics> | null,
): DeliverMail | null {
  if (smtpUrl === undefined) return null;
  const onError = (failure: object) => log.warn(failure, 'a letter could not be sent');
  const deliver = createDeliverMail({ smtpUrl, from, onError });
  return metrics ? metrics.counting(deliver) : deliver;
}

function pushOf(
  { webPush }: Config,
  services: PushServices | null,
  log: ReturnType<typeof createLog>,
): SendPush | null {
  if (!webPush || !services) return null;
  const onError = (failure: object) => log.warn(failure, 'a push service did not take a message');
  return createSendPush({ services, contact: webPush.contact, onError });
}

/** Runs a node until it is told to stop. Ends the process. */
export async function main(): Promise<void> {
  // Whoever read along may have gone (`npm start | head`): the service goes on.
  process.stdout.on('error', () => undefined);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const complain = (line: string) => void process.stderr.write(`${line}\n`);
  try {
    const node = await startNode(readConfig(), say);
    process.exit(await untilStopped(node, { say, complain }));
  } catch (error) {
    // An unexpected failure keeps its stack; an expected one is a sentence.
    complain(
      error instanceof StartFailure
        ? `WaitLessQ cannot start. ${error.message}`
        : String((error as Error).stack ?? error),
    );
    process.exit(1);
  }
}

const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) void main();
