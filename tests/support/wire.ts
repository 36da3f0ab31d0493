import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type Wire = {
  /** One for each way in. */
  ports: number[];
  /** Every line breaks, as when a cable is pulled and both ends notice. */
  cut(): void;
  /** The same, for the lines that have been there for longer than so many milliseconds. */
  cutOlderThan(milliseconds: number): void;
  /** Nothing passes in either direction and nobody is told, as behind a router that forgot the line; `release` lets it go on. */
  hold(): void;
  release(): void;
  /** Whatever the other side answers is lost: what was asked may have been done. */
  swallowAnswers(): void;
  /** Milliseconds that everything is late, in either direction. */
  delay(milliseconds: number): void;
  close(): Promise<void>;
};

/**
 * A TCP proxy that leads to whoever answers at the moment, and breaks lines as networks do.
 * @param ways  the ports behind each way in, the one to be preferred first
 */
export async function openWire(ways: readonly (() => readonly number[])[]): Promise<Wire> {
  /** With the moment when it was opened. */
  const lines = new Map<[Socket, Socket], number>();
  let held = false;
  let swallowing = false;
  let late = 0;

  const servers = await Promise.all(
    ways.map(async (targets) => {
      const server = createServer({ allowHalfOpen: true }, (here) => void accept(here, targets()));
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );

  async function accept(here: Socket, targets: readonly number[]): Promise<void> {
    here.on('error', () => here.destroy());
    // Nothing is read before there is somebody to pass it to.
    here.pause();
    const there = await reach(targets);
    if (there === null || here.destroyed) {
      here.destroy();
      there?.destroy();
      return;
    }
    const line: [Socket, Socket] = [here, there];
    lines.set(line, performance.now());
    for (const [from, to] of [line, [there, here] as const]) {
      from.on('data', (chunk) => {
        if (from === there && swallowing) return;
        if (late > 0) setTimeout(() => to.write(chunk), late);
        else to.write(chunk);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        lines.delete(line);
        to.destroy();
      });
    }
    if (held) there.pause();
    else here.resume();
  }

  async function reach(targets: readonly number[]): Promise<Socket | null> {
    for (const port of targets) {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
      try {
        await once(socket, 'connect');
        return socket;
      } catch {
        socket.destroy();
      }
    }
    return null;
  }

  function cut(): void {
    for (const [here, there] of lines.keys()) {
      here.destroy();
      there.destroy();
    }
  }

  function cutOlderThan(milliseconds: number): void {
    for (const [line, since] of lines)
      if (performance.now() - since > milliseconds) line.forEach((socket) => socket.destroy());
  }

  function both(about: (socket: Socket) => void): void {
    for (const line of lines.keys()) line.forEach(about);
  }

  return {
    ports: servers.map((server) => (server.address() as AddressInfo).port), // it listens on TCP
    cut,
    cutOlderThan,
    hold: () => {
      held = true;
      both((socket) => socket.pause());
    },
    release: () => {
      held = false;
      // Of an answer that was lost in part the rest is worth nothing.
      if (swallowing) cut();
      swallowing = false;
      both((socket) => socket.resume());
    },
    swallowAnswers: () => {
      swallowing = true;
    },
    delay: (milliseconds) => {
      late = milliseconds;
    },
    async close() {
      cut();
      const gone = servers.map((server) => once(server, 'close'));
      for (const server of servers) server.close();
      await Promise.all(gone);
    },
  };
}
