import type { ServerToClient } from './contract/messages.ts';
import type { Limits } from './limits.ts';
import type { Listener } from './ports.ts';
import { sharedFrame } from './shared-frame.ts';
import type { LiveNamespace, LiveSocket } from './typed-socket.ts';

/** A message of the contract on its way to everybody who is in the room. */
type Saying = {
  namespace: LiveNamespace;
  /** Writes it to these, who have heard everything before it. */
  sayTo(ids: Iterable<string>): void;
  waiting: string[];
  said: () => void;
};

type Ways = { room: string; limits: Limits; sharedFrames: boolean };

/**
 * Says the same to a whole room, to this node's sockets only: encoded once, written to whoever has nothing else waiting, and in
 * the usual way to the others. A large room is spoken to in parts, so that whoever taps meanwhile is answered between them;
 * nobody hears two messages in another order than they were said in.
 */
export class FanOut {
  readonly #ways: Ways;
  readonly #sayings: Saying[] = [];
  #next: NodeJS.Immediate | null = null;

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  /** Parts of the room have not heard yet what was said last. */
  get isSpeaking(): boolean {
    return this.#sayings.length > 0;
  }

  say<Event extends keyof ServerToClient>(
    namespace: LiveNamespace,
    event: Event,
    args: Parameters<ServerToClient[Event]>,
    { isFirst, said = () => undefined }: { isFirst?: (listener: Listener) => boolean; said?: () => void } = {},
  ): void {
    const { room, limits, sharedFrames } = this.#ways;
    const members = namespace.adapter.rooms.get(room);
    if (members === undefined) return said();
    const inUsualWay = (to: string | string[]) => void namespace.local.to(to).emit(event, ...args);
    if (!sharedFrames) {
      inUsualWay(room);
      return said();
    }
    const frame = sharedFrame(namespace.name, event, args);
    const sayTo = (ids: Iterable<string>) => {
      const busy: string[] = [];
      for (const id of ids) if (namespace.sockets.get(id)?.data.connection.writeShared(frame) === false) busy.push(id);
      // Everybody is in a room of their own, called by the socket's id.
      if (busy.length > 0) inUsualWay(busy);
    };
    if (!this.isSpeaking && members.size <= limits.fanOutPart) {
      sayTo(members);
      return said();
    }
    this.#sayings.push({ namespace, sayTo, waiting: inOrder(namespace, members, isFirst), said });
    if (this.#sayings.length === 1) this.#speak();
  }

  /** Whoever has not heard it yet never will. */
  stop(): void {
    if (this.#next !== null) clearImmediate(this.#next);
    this.#sayings.length = 0;
  }

  #speak(): void {
    this.#next = null;
    const { room, limits } = this.#ways;
    let left = limits.fanOutPart;
    for (let saying = this.#sayings[0]; saying !== undefined && left > 0; saying = this.#sayings[0]) {
      const part = saying.waiting.splice(0, left);
      left -= part.length;
      // Who has left meanwhile, because it reads too slowly or has gone, is not spoken to.
      const members = saying.namespace.adapter.rooms.get(room);
      saying.sayTo(part.filter((id) => members?.has(id)));
      if (saying.waiting.length > 0) break;
      this.#sayings.shift();
      saying.said();
    }
    if (this.#sayings.length > 0) this.#next = setImmediate(() => this.#speak());
  }
}

function inOrder(
  { sockets }: LiveNamespace,
  members: Iterable<string>,
  isFirst: (listener: Listener) => boolean = () => false,
): string[] {
  const first: string[] = [];
  const others: string[] = [];
  const listens = ({ data }: LiveSocket) => isFirst(data.listener);
  for (const id of members) {
    const socket = sockets.get(id);
    if (socket !== undefined) (listens(socket) ? first : others).push(id);
  }
  return [...first, ...others];
}
