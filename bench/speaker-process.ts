import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket as TcpSocket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Server as SocketIo } from 'socket.io';
import { type WebSocket, WebSocketServer } from 'ws';
import type { startRealtime } from '../realtime/start-realtime.ts';
import { packChange } from '../realtime/contract/pack-change.ts';
import { now } from './now.ts';
import { changeOf, frameOf, paperClinics, queueIdOf, slugOf } from './paper-clinics.ts';
import type { SpeakerAnswer, SpeakerOrder, SpeakerSettings, Speech, WatchedLines } from './speaker.ts';

/** A process that says changes to whoever is connected, in the way that `speaker.ts` asks for. */
type Say = (number: number, speech: Speech) => void;

let say: Say = () => undefined;
let tcp: Set<TcpSocket> | null = null;

process.on('message', (order: SpeakerOrder) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies SpeakerAnswer),
  );
});

async function obey(order: SpeakerOrder): Promise<SpeakerAnswer> {
  switch (order.do) {
    case 'start':
      return { url: await start(order) };
    case 'speak':
      await speak(order);
      return { spoken: true };
    case 'tell':
      return memory();
    case 'watch lines':
      return { lines: watchLines() };
  }
}

async function start(settings: SpeakerSettings): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  tcp = linesOf(server);
  say = await SPEAKERS[settings.kind](server, settings);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

const SPEAKERS: Record<SpeakerSettings['kind'], (server: Server, settings: SpeakerSettings) => Say | Promise<Say>> = {
  async service(server, { organizations = 1, queues = 1, redisUrl, sharedFrames, limits = {} }) {
    const clinics = paperClinics();
    const log = { info: () => undefined, warn: complain, error: complain };
    const { startRealtime: start } = await asBuilt();
    const { publish } = await start({
      ...{ server, ports: clinics.ports, log, limits },
      ...(redisUrl !== undefined && { redisUrl }),
      ...(sharedFrames !== undefined && { sharedFrames }),
    });
    return (number, { padding }) => {
      const change = clinics.commit(number % organizations, Math.floor(number / organizations) % queues);
      if (padding !== undefined) for (const event of change.public.events) event.counter = 'x'.repeat(padding);
      publish([change]);
    };
  },

  /** As its documentation says: a room, and one emit to it. */
  'socket.io'(server) {
    const io = new SocketIo(server, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });
    const namespace = io.of(`/org/${slugOf(0)}`);
    namespace.on('connection', (socket) => {
      socket.on('queue:watch', ({ queue_id }: { queue_id: string }, reply: (answer: object) => void) => {
        void socket.join(queue_id);
        reply({ ok: true });
      });
    });
    const room = queueIdOf(0, 0);
    return (number) => void namespace.to(room).emit('queue:changed', packChange(changeOf(room, number)));
  },

  ws(server) {
    const wss = new WebSocketServer({ server, perMessageDeflate: false });
    return (number, { how }) => {
      const text = frameOf(0, 0, number);
      if (how === 'one frame') writeToEach(wss.clients, text);
      else for (const client of wss.clients) client.send(text);
    };
  },
};

function writeToEach(clients: Iterable<WebSocket>, text: string): void {
  const frame = Buffer.concat(textFrame(text));
  // Not public: the point is what the library itself costs.
  for (const client of clients) (client as unknown as { _socket: TcpSocket })._socket.write(frame);
}

function textFrame(text: string): Buffer[] {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 126, payload.length >> 8, payload.length & 0xff]);
  return [head, payload];
}

let spoken = 0;

/** One that was late is not made up for: two at once would be joined. */
async function speak(speech: Speech): Promise<void> {
  for (let number = 0; number < speech.changes; number++) {
    say(spoken++, speech);
    await new Promise((resolve) => setTimeout(resolve, speech.everyMs));
  }
}

function memory() {
  // Started with --expose-gc. The second run takes what the first has only let go of.
  globalThis.gc?.();
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed, external };
}

const LOOK_EVERY_MS = 5;
const watched = new Map<TcpSocket, WatchedLines[number]>();
let looking: NodeJS.Timeout | null = null;

function watchLines(): WatchedLines {
  looking ??= setInterval(look, LOOK_EVERY_MS);
  look();
  return [...watched.values()];
}

function look(): void {
  for (const line of tcp ?? []) {
    const seen = watched.get(line) ?? { most: 0, heldSince: null, endedAt: null };
    const held = line.writableLength;
    seen.most = Math.max(seen.most, held);
    seen.heldSince = held === 0 ? null : (seen.heldSince ?? now());
    watched.set(line, seen);
  }
}

function linesOf(server: Server): Set<TcpSocket> {
  const open = new Set<TcpSocket>();
  server.on('connection', (line: TcpSocket) => {
    open.add(line);
    line.once('close', () => {
      open.delete(line);
      const seen = watched.get(line);
      if (seen) seen.endedAt = now();
    });
  });
  return open;
}

/** What nodes run: as written, tsx would have changed it. */
async function asBuilt(): Promise<Built> {
  const file = join(import.meta.dirname, '../dist/realtime/start-realtime.js');
  return (await import(pathToFileURL(file).href)) as Built; // built from it
}
type Built = { startRealtime: typeof startRealtime };

function complain(details: object, message: string): void {
  console.error(message, details);
}

// Whoever sent for it has gone.
process.on('disconnect', () => process.exit());
