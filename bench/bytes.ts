import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { connectPacket, eventPacket, lineAddress, PONG, readPacket } from '../load-tests/live/packets.ts';
import { unpackChange } from '../realtime/contract/pack-change.ts';
import type { PackedChange } from '../realtime/contract/packed-change.ts';
import { eventually } from '../tests/support/eventually.ts';
import type { RunningNode } from '../tests/support/node.ts';
import type { Bench } from './bench.ts';
import { openBuilding } from './building.ts';
import { post } from './http-client.ts';
import { median, round } from './statistics.ts';
import type { Row, Table } from './table.ts';

const WAITING = [10, 100, 300];
/** Each is four changes. */
const ROUNDS = 15;
/** Longer than changes are held back to be joined: each is weighed alone. */
const APART_MS = 80;

/** What a phone in the waiting room receives for a change, beside what the whole board would be. */
export async function benchBytes(bench: Bench): Promise<Table> {
  const rows: Row[] = [];
  for (const waiting of WAITING) rows.push(await measure(bench, waiting));
  return {
    title: 'Bytes for one change to one phone, beside the whole board',
    how: `${ROUNDS} people join, are called, served and finished in a queue where so many wait, with time between the commands, so that no two changes are joined into one frame, which would weigh less. Each frame as it comes over the line, its WebSocket header included, nothing compressed. The board is that of the answer to a screen that knows nothing, on the same line. "All in all" has everything that came meanwhile: heads, waits and pings, too.`,
    busy: 'nobody; bytes do not depend on it.',
    rows,
  };
}

async function measure(bench: Bench, waiting: number): Promise<Row> {
  const building = await openBuilding(bench, { queues: 1, waiting, nodes: 1 });
  const [node] = building.nodes as [RunningNode]; // there is one
  const [queueId = ''] = building.queueIds;
  const phone = await listen(node.url, building.organization.slug, queueId);
  bench.afterwards(() => phone.close());
  const before = phone.bytes();
  const [place] = building.places;
  const { token } = building.organization;
  const tell = async (path: string, body: object) => {
    const { body: told } = await post(node.url, `/api/v1${path}`, { token, body });
    await pause(APART_MS);
    return (told as { entry: { id: string } }).entry.id; // as the contract says
  };
  for (let n = 0; n < ROUNDS; n++) {
    await tell(`/queues/${queueId}/entries`, {});
    const entryId = await tell(`/queues/${queueId}/calls`, { counter_id: place?.counterId });
    await tell(`/entries/${entryId}/service`, {});
    await tell(`/entries/${entryId}/completion`, {});
  }
  await eventually(() => {
    if (phone.versions() < ROUNDS * 4) throw new Error(`${phone.versions()} changes came`);
  });
  const each = phone.changes.map(({ bytes }) => bytes);
  const of = (type: string) =>
    round(median(phone.changes.filter((one) => one.type === type).map(({ bytes }) => bytes)));
  const all = phone.bytes() - before;
  await phone.close();
  await node.stop();
  return {
    cells: {
      queue: `${waiting} waiting`,
      'joined B': of('entry.joined'),
      'called B': of('entry.called'),
      'started B': of('entry.started'),
      'finished B': of('entry.finished'),
      'median B': round(median(each)),
      'all in all B': round(all / (ROUNDS * 4)),
      'the board B': phone.boardBytes,
      'median of the board %': round((100 * median(each)) / phone.boardBytes, 1),
    },
    goals: [{ of: 'median B', atMost: 300 }, ...(waiting >= 100 ? [{ of: 'median of the board %', atMost: 15 }] : [])],
  };
}

/** A phone that weighs what it gets. */
async function listen(url: string, slug: string, queueId: string) {
  const namespace = `/org/${slug}`;
  const socket = new WebSocket(lineAddress(url), { perMessageDeflate: false });
  const changes: { bytes: number; type: string }[] = [];
  let versions = 0;
  let bytes = 0;
  let boardBytes = 0;
  const isThere = new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const size = data.length + headerOf(data.length);
      bytes += size;
      const packet = readPacket(data.toString(), namespace);
      if (packet.kind === 'open') socket.send(connectPacket(namespace, ''));
      else if (packet.kind === 'ping') socket.send(PONG);
      else if (packet.kind === 'connected')
        socket.send(eventPacket(namespace, 1, 'queue:watch', { queue_id: queueId }));
      else if (packet.kind === 'refused') reject(new Error(packet.code));
      else if (packet.kind === 'answer') {
        boardBytes = size;
        resolve();
      } else if (packet.kind === 'event' && packet.name === 'queue:changed') {
        const { events, prev, version } = unpackChange(packet.message as PackedChange); // as the contract says
        versions += version - prev;
        if (version === prev + 1) changes.push({ bytes: size, type: events[0]?.type ?? '' });
      }
    });
  });
  await isThere;
  return {
    changes,
    boardBytes,
    bytes: () => bytes,
    versions: () => versions,
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.terminate();
      await once(socket, 'close');
    },
  };
}

function headerOf(length: number): number {
  if (length < 126) return 2;
  return length < 65_536 ? 4 : 10;
}
