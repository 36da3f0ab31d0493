import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What stands before the nodes: one address, new connections go where `leadTo` says, old ones stay where they are. */
export async function openOneAddress(first: { url: string }) {
  let port = portOf(first);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A side that went away is what is tested.
    socket.on('error', () => socket.destroy());
    return socket;
  };
  const server = createServer((client) => {
    const node = keep(connect(port, '127.0.0.1'));
    keep(client).pipe(node).pipe(client);
    client.on('close', () => node.destroy());
    node.on('close', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on TCP has an address of this form.
  const { port: own } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${own}`,
    leadTo(node: { url: string }): void {
      port = portOf(node);
    },
    /** Every connection breaks, without a goodbye. */
    cut(): void {
      for (const socket of sockets) socket.destroy();
    },
    get connections(): number {
      return sockets.size / 2;
    },
    async close(): Promise<void> {
      this.cut();
      server.close();
      await once(server, 'close');
    },
  };
}

function portOf({ url }: { url: string }): number {
  return Number(new URL(url).port);
}
