import type { ServerToClient } from './contract/messages.ts';

const TEXT = 0x81;

/**
 * One message of a namespace as the very bytes that every WebSocket of it gets: Socket.IO's text packet (protocol 5) in
 * Engine.IO's message packet (protocol 4) in one unmasked text frame (RFC 6455, 5.2).
 */
export function sharedFrame<Event extends keyof ServerToClient>(
  namespace: string,
  event: Event,
  args: Parameters<ServerToClient[Event]>,
): Buffer {
  const text = Buffer.from(`42${namespace},${JSON.stringify([event, ...args])}`);
  return Buffer.concat([head(text.length), text]);
}

function head(length: number): Buffer {
  if (length < 126) return Buffer.from([TEXT, length]);
  if (length < 65_536) return Buffer.from([TEXT, 126, length >> 8, length & 0xff]);
  const long = Buffer.alloc(10);
  long.set([TEXT, 127]);
  long.writeBigUInt64BE(BigInt(length), 2);
  return long;
}
