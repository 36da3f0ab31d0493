import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** As a browser does it: connections are kept, and every POST has a key of its own. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export function post(
  nodeUrl: string,
  path: string,
  { body = {}, token, key = randomUUID() }: { body?: object; token?: string; key?: string } = {},
): Promise<{ status: number; body: unknown }> {
  const payload = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const asked = request(
      nodeUrl + path,
      {
        agent,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(payload),
          'idempotency-key': key,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const status = response.statusCode ?? 0;
          if (status >= 400) reject(new Error(`${path} answered ${status}: ${text}`));
          else resolve({ status, body: text === '' ? null : JSON.parse(text) });
        });
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => {
      // The service has ended a line that nobody used for a while, just when it was used again: browsers ask again, too.
      if (error.code === 'ECONNRESET' && asked.reusedSocket) {
        resolve(post(nodeUrl, path, { body, key, ...(token !== undefined && { token }) }));
      } else reject(error);
    });
    asked.end(payload);
  });
}

export function closeConnections(): void {
  agent.destroy();
}
