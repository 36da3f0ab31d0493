import { WebSocket } from 'k6/websockets';
import { unpackChange } from '../../realtime/contract/pack-change.ts';
import type { PackedChange } from '../../realtime/contract/packed-change.ts';
import type { Answer, Change, Known } from './follower.ts';
import { connectPacket, disconnectPacket, eventPacket, lineAddress, PONG, readPacket } from './packets.ts';

export type Line = {
  readonly address: string;
  watch(queueId: string, known: Known | null, answered: (answer: Answer) => void): void;
  /** Says goodbye; nothing is heard of this line any more. */
  close(): void;
  /** As when the network goes away: nobody says goodbye to Socket.IO. */
  drop(): void;
  /** When the server last said anything. */
  heardAt(): number;
};

export type Hears = {
  connected: (line: Line) => void;
  refused: (line: Line, code: string) => void;
  lost: (line: Line) => void;
  changed: (line: Line, change: Change) => void;
  head: (line: Line, head: Known) => void;
  control: (line: Line, control: { code: string; window_ms?: number }) => void;
};

/** k6 knows the number only. */
const OPEN = 1;

/** One Socket.IO line over WebSocket into one organization's namespace. `from`: the address that a trusted proxy would tell. */
export function openLine(
  { address, slug, token, from }: { address: string; slug: string; token: string; from: string },
  hears: Hears,
): Line {
  const namespace = `/org/${slug}`;
  const socket = new WebSocket(lineAddress(address), null, {
    headers: { 'X-Forwarded-For': from },
    tags: { name: 'line' },
  });
  const answers = new Map<number, (message: unknown) => void>();
  let asked = 0;
  let heardAt = Date.now();
  let over = false;

  const line: Line = {
    address,
    watch(queueId, known, answered) {
      asked += 1;
      answers.set(asked, (message) => answered(message as Answer)); // as the contract says
      say(eventPacket(namespace, asked, 'queue:watch', { queue_id: queueId, ...known }));
    },
    close() {
      say(disconnectPacket(namespace));
      line.drop();
    },
    drop() {
      over = true;
      socket.close();
    },
    heardAt: () => heardAt,
  };

  function say(text: string): void {
    if (socket.readyState === OPEN) socket.send(text);
  }

  function lost(): void {
    if (over) return;
    over = true;
    hears.lost(line);
  }

  socket.addEventListener('message', (event) => {
    // Only texts are spoken here.
    if (over || !('data' in event) || typeof event.data !== 'string') return;
    heardAt = Date.now();
    const packet = readPacket(event.data, namespace);
    switch (packet.kind) {
      case 'open':
        return say(connectPacket(namespace, token));
      case 'ping':
        return say(PONG);
      case 'connected':
        return hears.connected(line);
      case 'refused':
        return hears.refused(line, packet.code);
      case 'disconnected':
        return socket.close();
      case 'answer': {
        const answered = answers.get(packet.id);
        answers.delete(packet.id);
        return answered?.(packet.message);
      }
      case 'event':
        return take(packet.name, packet.message);
      case 'other':
        return;
    }
  });
  socket.addEventListener('close', lost);
  socket.addEventListener('error', lost);
  return line;

  function take(name: string, message: unknown): void {
    // As the contract says: the service and this script are of one commit.
    if (name === 'queue:changed') hears.changed(line, unpackChange(message as PackedChange));
    if (name === 'queue:head') hears.head(line, message as Known);
    if (name === 'session:control') hears.control(line, message as { code: string; window_ms?: number });
  }
}
