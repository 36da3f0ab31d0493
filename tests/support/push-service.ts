import { createDecipheriv, createPublicKey, hkdfSync } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import type { PushMessage } from '../../realtime/contract/resources/pushes.ts';
import { browserKeys, pushSubscription, type BrowserKeys } from './push-subscription.ts';

const folder = join(import.meta.dirname, 'certificates');
const CERTIFICATE = join(folder, 'localhost.cert.pem');

/** One message as the push service took it, which cannot read it, and as the browser does. */
export type Delivered = {
  path: string;
  headers: NodeJS.Dict<string | string[]>;
  body: Buffer;
  message: PushMessage;
  /** Whom the sender says it is: the VAPID token. */
  sender: { aud: string; sub: string; exp: number; publicKey: string };
};

export type PushService = Awaited<ReturnType<typeof openPushService>>;

/** A push service of one's own, over TLS as all are. It looks at who sends, and opens what it was given, to see what is in it. */
export async function openPushService() {
  const delivered: Delivered[] = [];
  const asked: string[] = [];
  const browsers = new Map<string, BrowserKeys>();
  const statuses: number[] = [];
  const server = createServer(
    { cert: readFileSync(CERTIFICATE), key: readFileSync(join(folder, 'localhost.key.pem')) },
    (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const path = request.url ?? '';
        asked.push(path);
        const status = statuses.shift() ?? 201;
        const keys = browsers.get(path);
        if (status === 201 && keys) {
          const body = Buffer.concat(parts);
          const message = JSON.parse(decrypt(body, keys).toString()) as PushMessage; // what our own server has written
          delivered.push({
            path,
            headers: request.headers,
            body,
            message,
            sender: senderOf(request.headers.authorization),
          });
        }
        response.writeHead(keys ? status : 410).end();
      });
    },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `localhost:${(server.address() as AddressInfo).port}`; // a server that listens on TCP
  let count = 0;
  return {
    host,
    /** What a node needs to know it, and to believe its certificate. */
    env: { WEB_PUSH_HOSTS: host, NODE_EXTRA_CA_CERTS: CERTIFICATE },
    delivered,
    /** Every path that was asked for, delivered or not. */
    asked,
    /** How the next ones are answered, in this order. */
    answerWith: (...next: number[]) => void statuses.push(...next),
    /** A browser that lives here now: what it says of itself. */
    browser() {
      const path = `/send/${++count}`;
      const keys = browserKeys();
      browsers.set(path, keys);
      return pushSubscription(`https://${host}${path}`, keys);
    },
    /** The browser that lived there is gone. */
    forget: (path: string) => void browsers.delete(path),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** RFC 8188 and 8291, the browser's side: salt, record size and the sender's own point before the sealed record. */
function decrypt(body: Buffer, { curve, auth }: BrowserKeys): Buffer {
  const salt = body.subarray(0, 16);
  const point = body.subarray(21, 21 + body.readUInt8(20));
  const sealed = body.subarray(21 + point.length);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), point]);
  const secret = Buffer.from(hkdfSync('sha256', curve.computeSecret(point), auth, info, 32));
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: aes128gcm\0', 16));
  const nonce = Buffer.from(hkdfSync('sha256', secret, salt, 'Content-Encoding: nonce\0', 12));
  const cipher = createDecipheriv('aes-128-gcm', key, nonce);
  cipher.setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}

function senderOf(authorization = ''): Delivered['sender'] {
  const [, token = '', publicKey = ''] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization) ?? [];
  const point = Buffer.from(publicKey, 'base64url');
  const key = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const claims = jwt.verify(token, createPublicKey({ key, format: 'jwk' }), { algorithms: ['ES256'] });
  return { ...(claims as { aud: string; sub: string; exp: number }), publicKey }; // signed by our own server
}
