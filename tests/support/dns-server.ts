import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

export type DnsServer = {
  /** For DNS_SERVERS. */
  address: string;
  /** What stands under a name; an Error: it answers that it has failed; null: it stays silent. */
  records: Map<string, readonly string[] | Error | null>;
  /** The names that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
};

/** A name server on this machine that knows what a test tells it. */
export async function openDnsServer(): Promise<DnsServer> {
  const socket = createSocket('udp4');
  const records: DnsServer['records'] = new Map();
  const asked: string[] = [];
  socket.on('message', (message, from) => {
    const query = packet.decode(message);
    const name = query.questions?.[0]?.name.toLowerCase() ?? '';
    asked.push(name);
    const known = records.get(name);
    if (known === null) return;
    const code = known instanceof Error ? 2 : known === undefined ? 3 : 0;
    const texts = known instanceof Error || known === undefined ? [] : known;
    const answer = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | code,
      questions: query.questions ?? [],
      answers: texts.map((text) => ({ type: 'TXT', class: 'IN', name, ttl: 1, data: text.match(/.{1,40}/g) ?? [''] })),
    });
    socket.send(answer, from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    records,
    asked,
    async close() {
      socket.close();
      await once(socket, 'close');
    },
  };
}
