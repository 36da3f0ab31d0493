import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Tokens } from '../../realtime/contract/resources/auth.ts';
import type { Queue } from '../../realtime/contract/resources/queues.ts';
import { dial, webSocketOf } from '../realtime/screen.ts';
import { apiOf, yes } from '../support/api.ts';
import { eventually } from '../support/eventually.ts';
import type { Hospital } from './hospital.ts';

/** Of people who wait: a board that the system's own buffers cannot hold many times. */
const CROWD = 300;
/** Questions a second: as many as one line may ask. */
const ASK_EVERY_MS = 70;
const CUT_OFF_WITHIN_MS = 20_000;

/** One on each node, who asks for a large board again and again, reads nothing of it, and answers pings. */
export async function openSilentReaders({ urls, service, clinic }: Hospital): Promise<() => Promise<string>> {
  const [url = ''] = urls;
  const { email, password, slug, officeId } = clinic;
  const login = () => yes(apiOf(url, { slug }).post<Tokens>('/auth/login', { email, password }));
  const { access_token: token } = await eventually(login, { within: 30_000, every: 500 });
  const queueId = await crowdedQueue(url, token, officeId);
  const readers = await Promise.all(service.nodes.map((node) => openSilentReader(node.url, { slug, token, queueId })));
  return async () => {
    const after = await Promise.all(readers.map((reader) => reader.cutOffAfter));
    const slowest = Math.max(...after);
    if (slowest > CUT_OFF_WITHIN_MS) throw new Error(`who reads nothing was cut off after ${slowest} ms`);
    return `${after.length} who read nothing were cut off after ${after.join(' and ')} ms`;
  };
}

async function crowdedQueue(url: string, token: string, officeId: string): Promise<string> {
  const owner = apiOf(url, { token });
  const prefix = Array.from(randomBytes(3), (byte) => String.fromCharCode(65 + (byte % 26))).join('');
  const { id } = await yes(owner.post<Queue>('/queues', { name: 'Crowd', prefix, office_id: officeId }));
  for (let n = 0; n < CROWD; n++)
    await eventually(() => yes(owner.post(`/queues/${id}/entries`)), { within: 30_000, every: 100 });
  return id;
}

async function openSilentReader(
  url: string,
  { slug, token, queueId }: { slug: string; token: string; queueId: string },
): Promise<{ cutOffAfter: Promise<number> }> {
  const line = dial(url, { slug }, token);
  line.io.reconnection(false);
  await new Promise<void>((resolve, reject) => {
    line.once('connect', resolve);
    line.once('connect_error', reject);
  });
  const webSocket = webSocketOf(line);
  const since = performance.now();
  let isOpen = true;
  line.once('disconnect', () => (isOpen = false));
  webSocket._socket.once('close', () => (isOpen = false));
  webSocket._socket.pause();
  const asking = (async () => {
    for (let question = 0; isOpen; question++) {
      webSocket.send(`42/org/${slug},${question}${JSON.stringify(['queue:watch', { queue_id: queueId }])}`);
      if (question % 10 === 0) webSocket.send('3'); // a pong, as if it had heard the ping
      await pause(ASK_EVERY_MS);
      if (performance.now() - since > 3 * CUT_OFF_WITHIN_MS) break;
    }
    line.disconnect();
    return Math.round(performance.now() - since);
  })();
  return { cutOffAfter: asking };
}
