import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openTracing } from '../server/tracing/open-tracing.ts';
import type { Tracing } from '../server/tracing/tracing.ts';

/** What following a call costs the node that answers it, beside following nothing: `npx tsx bench/tracing-cost.ts`. */
const CALLS = 4_000;
/** What a call next says to the database, by name. */
const STATEMENTS = ['idempotency-claim', 'lock-queue', 'counter', 'first-waiting', 'entry', 'queue', 'event', 'keep'];
const change = { organizationId: randomUUID(), queueId: randomUUID(), version: 1 };

/** A collector in a process of its own, whose work is not counted; whoever asks is told how many spans have come. */
const COLLECTOR = `
  let spans = 0;
  const server = require('node:http').createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += part)).on('end', () => {
      spans += text.split('"spanId"').length - 1;
      response.end(request.method === 'GET' ? String(spans) : '{}');
    });
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;
const collector = spawn(process.execPath, ['-e', COLLECTOR], { stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = (await once(collector.stdout, 'data')) as [Buffer]; // its own line
const endpoint = `http://127.0.0.1:${String(port).trim()}`;

function callNext({ http, database, live }: Tracing): Promise<void> {
  return new Promise((resolve) => {
    const ended = http.follow({ traceparent: undefined, wish: randomUUID() }, () => {
      void database
        .step('transaction', async () => {
          for (const name of ['turn', 'connection', ...STATEMENTS, 'COMMIT'])
            await database.step(name, () => Promise.resolve());
        })
        .then(() => {
          const published = live.publishes(change);
          for (const audience of ['staff', 'public'] as const) {
            const stream = { ...change, audience };
            const taken = published && live.accepted({ trace: published.trace, at: Date.now() }, stream, 'here');
            if (taken) live.writes([taken], stream)();
          }
          published?.done();
          ended({
            method: 'POST',
            route: 'POST /queues/:id/calls',
            status: 201,
            organizationId: change.organizationId,
            requestId: randomUUID(),
          });
          resolve();
        });
    });
  });
}

async function cost(share: number): Promise<void> {
  const tracing = await openTracing({ endpoint, share }, (error) => {
    throw error;
  });
  const perform = async (calls: number) => {
    for (let n = 0; n < calls; n++) {
      await callNext(tracing);
      // No faster than spans can be sent: what is too much is dropped.
      if (n % 20 === 0) await pause(10);
    }
  };
  await perform(CALLS / 10);
  const before = await received();
  const began = process.cpuUsage();
  await perform(CALLS);
  await tracing.close();
  const { user, system } = process.cpuUsage(began);
  process.stdout.write(
    `share ${share}: ${((user + system) / CALLS).toFixed(0)} us for each call, ${((await received()) - before) / CALLS} spans\n`,
  );
}

async function received(): Promise<number> {
  return Number(await (await fetch(endpoint)).text());
}

for (const share of [0, 0.1, 1]) await cost(share);
collector.kill();
process.exit();
