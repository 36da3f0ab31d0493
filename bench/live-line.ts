import WebSocket from 'ws';
import {
  connectPacket,
  disconnectPacket,
  eventPacket,
  lineAddress,
  PONG,
  readPacket,
  type Packet,
} from '../load-tests/live/packets.ts';

export type LiveLine = {
  ask(name: string, message: object, answered: (answer: unknown) => void): void;
  /** Says goodbye. */
  close(): void;
  /** As when a cable is pulled and both ends notice. */
  drop(): void;
};

export type LiveLineHears = {
  connected(): void;
  refused(code: string): void;
  /** Not after `close` and `drop`. */
  lost(): void;
  event(name: string, message: unknown): void;
};

export type LiveLineOptions = { url: string; slug: string; token: string; from: string };

/** One line into one organization's namespace, with as little around it as can be: thousands share a machine with the service. */
export function openLiveLine({ url, slug, token, from }: LiveLineOptions, hears: LiveLineHears): LiveLine {
  const namespace = `/org/${slug}`;
  const socket = new WebSocket(lineAddress(url), {
    perMessageDeflate: false,
    // As long as the browsers' client waits.
    handshakeTimeout: 20_000,
    headers: { 'x-forwarded-for': from },
  });
  const answers = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  let isOver = false;

  const say = (text: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(text);
  };
  socket.on('message', (data: Buffer) => {
    if (isOver) return;
    const packet = readOnce(data.toString(), namespace);
    switch (packet.kind) {
      case 'open':
        return say(connectPacket(namespace, token));
      case 'ping':
        return say(PONG);
      case 'connected':
        return hears.connected();
      case 'refused':
        return hears.refused(packet.code);
      case 'disconnected':
        return socket.terminate();
      case 'answer': {
        const answered = answers.get(packet.id);
        answers.delete(packet.id);
        return answered?.(packet.message);
      }
      case 'event':
        return hears.event(packet.name, packet.message);
      case 'other':
        return;
    }
  });
  socket.on('error', () => undefined); // what was wrong is followed by the end
  socket.on('close', () => {
    if (isOver) return;
    isOver = true;
    hears.lost();
  });
  return {
    ask(name, message, answered) {
      asked += 1;
      answers.set(asked, answered);
      say(eventPacket(namespace, asked, name, message));
    },
    close() {
      isOver = true;
      say(disconnectPacket(namespace));
      socket.close();
    },
    drop() {
      isOver = true;
      socket.terminate();
    },
  };
}

const read = new Map<string, Packet>();
const READ_AT_MOST = 64;

/** A whole room hears the same text: it is understood once for all of this process. */
function readOnce(text: string, namespace: string): Packet {
  const known = read.get(text);
  if (known !== undefined) return known;
  const packet = readPacket(text, namespace);
  if (packet.kind === 'event') {
    if (read.size >= READ_AT_MOST) read.clear();
    read.set(text, packet);
  }
  return packet;
}
