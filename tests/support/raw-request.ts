import { connect } from 'node:net';

export type RawAnswer = { status: number; headers: Record<string, string>; text: string };

/** Sends exactly these bytes, as no client library would, and reads until the server closes. */
export function rawRequest(url: string, lines: readonly string[], body = ''): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port) }, () => {
      socket.write(Buffer.from([...lines, 'Connection: close', '', body].join('\r\n'), 'utf8'));
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(answerOf(Buffer.concat(chunks).toString())));
  });
}

function answerOf(all: string): RawAnswer {
  const [head = '', ...rest] = all.split('\r\n\r\n');
  const [first = '', ...fields] = head.split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => [
      field.slice(0, field.indexOf(':')).toLowerCase(),
      field.slice(field.indexOf(':') + 1).trim(),
    ]),
  );
  return { status: Number(first.split(' ')[1]), headers, text: rest.join('\r\n\r\n') };
}
