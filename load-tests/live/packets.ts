/** What a server says on a line: Engine.IO 4 outside, Socket.IO 5 inside, texts only. Everything that is not for us is `other`. */
export type Packet =
  | { kind: 'open' }
  | { kind: 'ping' }
  | { kind: 'connected' }
  | { kind: 'refused'; code: string }
  | { kind: 'disconnected' }
  | { kind: 'event'; name: string; message: unknown }
  | { kind: 'answer'; id: number; message: unknown }
  | { kind: 'other' };

export const PONG = '3';
const OTHER: Packet = { kind: 'other' };
/** Socket.IO's type, the namespace with its comma, the number of an answer, and JSON. */
const MESSAGE = /^4([0-4])(?:(\/[^,]+),)?(\d+)?(.*)$/s;

export function readPacket(text: string, namespace: string): Packet {
  if (text === '2') return { kind: 'ping' };
  if (text.startsWith('0')) return { kind: 'open' };
  if (text === '1') return { kind: 'disconnected' };
  const [, type, of, id, json = ''] = MESSAGE.exec(text) ?? [];
  if (type === undefined || of !== namespace) return OTHER;
  switch (type) {
    case '0':
      return { kind: 'connected' };
    case '1':
      return { kind: 'disconnected' };
    case '2':
      return readEvent(json);
    case '3':
      return id === undefined ? OTHER : { kind: 'answer', id: Number(id), message: first(json) };
    default:
      return { kind: 'refused', code: codeIn(json) };
  }
}

/** Into the organization's namespace, with the credential that never stands in an address. */
export function connectPacket(namespace: string, token: string): string {
  return `40${namespace},${JSON.stringify({ token })}`;
}

/** @param id  the number that the answer will carry */
export function eventPacket(namespace: string, id: number, name: string, message: object): string {
  return `42${namespace},${id}${JSON.stringify([name, message])}`;
}

export function disconnectPacket(namespace: string): string {
  return `41${namespace},`;
}

/** Where a node listens for lines. */
export function lineAddress(baseUrl: string): string {
  return `${baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/socket.io/?EIO=4&transport=websocket`;
}

function readEvent(json: string): Packet {
  const said = parse(json);
  if (!Array.isArray(said) || typeof said[0] !== 'string') return OTHER;
  return { kind: 'event', name: said[0], message: said[1] };
}

function first(json: string): unknown {
  const said = parse(json);
  return Array.isArray(said) ? said[0] : undefined;
}

/** The server's own refusal has a code; one of the library has only a sentence. */
function codeIn(json: string): string {
  const said = parse(json) as { message?: unknown; data?: { code?: unknown } } | null;
  const code = said?.data?.code ?? said?.message;
  return typeof code === 'string' ? code : 'unknown';
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
