import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Socket as TcpSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from 'socket.io';
import { Refusal } from '../models/rules/refusal.ts';
import { linkRedis } from './adapter.ts';
import { Admission } from './admission.ts';
import { Connections } from './connections.ts';
import type { CommittedChange } from './contract/change.ts';
import { createDeviceHealth } from './device-health.ts';
import { createEstimates } from './estimates.ts';
import { createHeadCheck, createHeadNews } from './head-check.ts';
import { LIMITS, type Limits } from './limits.ts';
import { openNamespaces } from './namespaces.ts';
import { Nodes } from './nodes.ts';
import type { DeviceReport } from '../models/vocabulary.ts';
import type { Beat, Listener, LiveTally, Log, Ports, Who } from './ports.ts';
import { createOrganizationCheck } from './organization-check.ts';
import { createOccupancy } from './occupancy.ts';
import { createPresence } from './presence.ts';
import { problemOf } from './problem-of.ts';
import { createPublisher } from './publisher.ts';
import { repeat } from './repeat.ts';
import { createRevocations } from './revocations.ts';
import { createSockets } from './sockets.ts';
import { Streams } from './streams.ts';
import type { LiveTracing } from './tracing.ts';
import type { LiveServer } from './typed-socket.ts';

export type RealtimeOptions = {
  /** With its request listener already in place, not yet listening. It stays its owner's to close, after `close`. */
  server: HttpServer;
  ports: Ports;
  log: Log;
  /** Absent: this is the only node. */
  redisUrl?: string | undefined;
  /** Whether this request may open a socket: its origin, its address. Everybody may when absent. */
  mayConnect?: (request: IncomingMessage) => boolean | Promise<boolean>;
  /** Whether the line that was opened over this connection may go on to this organization. Throws a `Refusal`; everybody may when absent. */
  mayEnter?: (slug: string, line: TcpSocket) => Promise<void>;
  limits?: Partial<Limits>;
  /** False: every frame goes the library's own way, which costs more and is public. */
  sharedFrames?: boolean;
  tally?: LiveTally | undefined;
  tracing?: LiveTracing | undefined;
};

export type Realtime = {
  /** To be called straight after a commit. Never throws. */
  publish(changes: readonly CommittedChange[]): void;
  /** Closes their sockets on every node and tells them not to come back. */
  revoke(organizationId: string, who: Who): void;
  /** Closes their sockets on every node: they come back under the rights they have now. */
  readmit(organizationId: string, who: Who): void;
  /** A paired screen without a live line says how it is. */
  beat(organizationId: string, deviceId: string, report: DeviceReport): void;
  /** The last word of each paired screen, on whichever node. */
  beats(organizationId: string): ReadonlyMap<string, Beat>;
  /** Takes nobody new, asks everybody to move within the window, and closes who is left after it. */
  drain(windowMs: number): Promise<void>;
  close(): Promise<void>;
  stats(): RealtimeStats;
  /** The most sockets that each organization had at once, on all nodes, since the last time this was asked. */
  takePeaks(): ReadonlyMap<string, number>;
  /** The sockets of each organization on this node. */
  present(): ReadonlyMap<string, number>;
};

export type RealtimeStats = {
  connections: number;
  sockets: number;
  /** Those sockets, by who listens. */
  kinds: ReadonlyMap<Listener['kind'], number>;
  slow: number;
  streams: number;
  /** `none` when this is the only node. */
  redis: 'none' | 'ready' | 'away';
};

/** Live delivery on one node. @throws Error with one clear sentence when Redis cannot be used. */
export async function startRealtime({
  server,
  ports,
  log,
  redisUrl,
  mayConnect = () => true,
  mayEnter = async () => undefined,
  limits: some,
  sharedFrames = true,
  tally,
  tracing,
}: RealtimeOptions): Promise<Realtime> {
  const limits: Limits = { ...LIMITS, ...some };
  const redis = redisUrl === undefined ? null : await linkRedis(redisUrl, { limits, log });
  const admission = new Admission(limits);
  let draining = false;

  async function mayOpen(request: IncomingMessage): Promise<boolean> {
    try {
      const welcome = !draining && (await mayConnect(request));
      const may = welcome && (await admission.enter(() => request.socket.destroyed));
      if (!may) tally?.handshake(welcome ? 'crowded' : 'not_opened');
      return may;
    } catch (error) {
      log.error({ err: error }, 'could not tell whether a socket may be opened');
      return false;
    }
  }

  const io: LiveServer = new Server(server, {
    // No sticky sessions needed, and one frame for everybody. Networks that block it read boards over HTTP.
    transports: ['websocket'],
    serveClient: false,
    // It would make a frame of its own for each socket.
    perMessageDeflate: false,
    maxHttpBufferSize: limits.payload,
    connectTimeout: limits.introduction,
    pingInterval: limits.pingEvery,
    pingTimeout: limits.pingPatience,
    // With an asynchronous check at the door it can leave a socket in a namespace that hears nothing.
    cleanupEmptyChildNamespaces: false,
    allowRequest: (request, decide) => void mayOpen(request).then((may) => decide(null, may)),
    ...(redis && { adapter: redis.Adapter }),
  });
  // Every socket belongs to an organization.
  io.use((_socket, next) => next(problemOf(new Refusal('unknown_organization'))));

  const streams = new Streams({ ports, limits, log, tally, tracing, sharedFrames });
  const nodes = new Nodes(io, redis, log);
  const connections = new Connections(io, limits, ports.now, tally);
  const presence = createPresence({ streams, nodes, limits, now: ports.now, tracing });
  const health = createDeviceHealth({ nodes, ports, limits, now: ports.now });
  const estimates = createEstimates({ streams, ports, limits });
  const revocations = createRevocations({ connections, nodes, ports, limits });
  const occupancy = createOccupancy({ nodes, limits, now: ports.now });
  const publish = createPublisher({ streams, nodes, log, now: ports.now, tally, tracing });
  const listenTo = createSockets({ streams, presence, health, estimates, ports, limits, log });
  const namespaces = openNamespaces({
    io,
    ports,
    mayEnter,
    connections,
    revocations,
    occupancy,
    limits,
    log,
    tally,
    welcome: listenTo,
  });

  const tellHeads = createHeadNews({ streams, limits });
  const stops = [
    repeat('head check', limits.headCheckEvery, createHeadCheck({ streams, ports }), log),
    repeat('organization check', limits.organizationCheckEvery, createOrganizationCheck({ connections, ports }), log),
    repeat('estimates', limits.headCheckEvery, () => estimates.tellChanged(), log),
    repeat('beats', limits.sweepEvery, () => health.keep(), log),
    ...Object.entries({
      sweep: (now) => connections.sweep(now),
      heads: (now) => tellHeads(now),
      revocations: (now) => revocations.sayAgain(now),
      occupancy: (now) => occupancy.tellOthers(now),
      presence: (now) => presence.forgetOld(now),
      telling: () => health.tellOthers(),
      health: (now) => health.forgetOld(now),
      forgetting: (now) => streams.forgetOld(now),
    } satisfies Record<string, (now: number) => void>).map(([name, job]) =>
      repeat(name, limits.sweepEvery, () => job(ports.now()), log),
    ),
  ];

  return {
    publish,
    revoke: (organizationId, who) => revocations.revoke(organizationId, who, true),
    readmit: (organizationId, who) => revocations.revoke(organizationId, who, false),
    beat: health.beat,
    beats: (organizationId) => health.of(organizationId),
    async drain(windowMs) {
      draining = true;
      namespaces.emit('session:control', { code: 'drain', window_ms: windowMs });
      const everybodyHasLeft = Promise.all(Array.from(connections.all(), ({ closed }) => closed));
      await Promise.race([everybodyHasLeft, pause(windowMs, undefined, { ref: false })]);
      await connections.endAll();
    },
    async close() {
      draining = true;
      admission.close();
      for (const stop of stops) stop();
      streams.close();
      await connections.endAll();
      io.engine.close();
      redis?.close();
    },
    takePeaks: () => occupancy.takePeaks(),
    present: () => countBy(connections.sessions(), ({ listener }) => listener.organization_id),
    stats: () => ({
      connections: count(connections.all()),
      sockets: count(connections.sessions()),
      kinds: countBy(connections.sessions(), ({ listener }) => listener.kind),
      slow: count(Array.from(connections.all()).filter(({ isSlow }) => isSlow)),
      streams: streams.size,
      redis: redis === null ? 'none' : redis.isReady ? 'ready' : 'away',
    }),
  };
}

function count(things: Iterable<unknown>): number {
  let number = 0;
  for (const _ of things) number += 1;
  return number;
}

function countBy<T, Key>(things: Iterable<T>, keyOf: (thing: T) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const thing of things) counts.set(keyOf(thing), (counts.get(keyOf(thing)) ?? 0) + 1);
  return counts;
}
