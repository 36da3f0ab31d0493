import { connect, type Socket } from 'node:net';

export type RawLineOptions = {
  url: string;
  /** Where the WebSocket is opened; the service's own address otherwise, where Socket.IO is spoken. */
  path?: string;
  namespace?: string;
  token?: string;
  /** Without any nothing is watched. */
  queueIds?: readonly string[];
  /** The address that a trusted proxy would tell. */
  from?: string;
  /** Reads nothing any more once it watches, and says that it is there. */
  stalls?: boolean;
};

export type RawLineHears = {
  /** It is connected, and watches what it was to watch. */
  ready(): void;
  changed(payload: Buffer): void;
  closed(why: string): void;
};

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
/** Every socket of this process reads into it in turn: what is in it is looked at before the next one reads. */
const reading = Buffer.allocUnsafe(64 * 1024);
/** Earlier than a server asks. */
const ANSWER_UNASKED_MS = 5_000;

/**
 * One screen as cheaply as can be, so that thousands fit beside a server on one machine: it opens a WebSocket by hand, says what
 * the protocol wants (Engine.IO 4, Socket.IO 5), and looks at no more of a change than its name.
 */
export class RawLine {
  readonly #options: RawLineOptions;
  readonly #hears: RawLineHears;
  readonly #tcp: Socket;
  readonly #speaksSocketIo: boolean;
  readonly #prefix: string;
  #rest: Buffer | null = null;
  #isUpgraded = false;
  #unanswered = 0;
  #isOver = false;
  #unasked: NodeJS.Timeout | null = null;

  constructor(options: RawLineOptions, hears: RawLineHears) {
    this.#options = options;
    this.#hears = hears;
    this.#speaksSocketIo = options.path === undefined;
    this.#prefix = options.namespace === undefined ? '' : `${options.namespace},`;
    const { hostname, port } = new URL(options.url);
    this.#tcp = connect({
      host: hostname,
      port: Number(port),
      onread: { buffer: reading, callback: (bytes) => this.#read(reading.subarray(0, bytes)) },
    });
    this.#tcp.setNoDelay(true);
    this.#tcp.on('error', (error) => this.#end(error.message));
    this.#tcp.on('close', () => this.#end('closed'));
    this.#tcp.write(
      `GET ${options.path ?? '/socket.io/?EIO=4&transport=websocket'} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n${options.from === undefined ? '' : `X-Forwarded-For: ${options.from}\r\n`}\r\n`,
    );
  }

  /** Nobody waits for a goodbye, and the port is free at once. */
  drop(): void {
    this.#end('dropped');
    this.#tcp.resetAndDestroy();
  }

  #read(chunk: Buffer): boolean {
    let bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = null;
    if (!this.#isUpgraded) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end === -1) {
        this.#rest = Buffer.from(bytes);
        return true;
      }
      const status = bytes.toString('latin1', 9, 12);
      if (status !== '101') {
        this.#tcp.destroy();
        this.#end(`refused with ${status}`);
        return true;
      }
      this.#isUpgraded = true;
      bytes = bytes.subarray(end + 4);
      if (!this.#speaksSocketIo) this.#hears.ready();
    }
    const read = this.#takeFrames(bytes);
    if (read < bytes.length) this.#rest = Buffer.from(bytes.subarray(read));
    return !this.#isStalling;
  }

  get #isStalling(): boolean {
    return this.#unasked !== null;
  }

  /** @returns how many of the bytes were whole frames */
  #takeFrames(bytes: Buffer): number {
    let at = 0;
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] ?? 0) & 0x7f;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (bytes.length - at < head) break;
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
      if (bytes.length - at < head + length) break;
      this.#take((bytes[at] ?? 0) & 0x0f, bytes.subarray(at + head, at + head + length));
      at += head + length;
    }
    return at;
  }

  #take(kind: number, payload: Buffer): void {
    if (kind === TEXT) {
      if (this.#speaksSocketIo) this.#hear(payload);
      else this.#hears.changed(payload);
    } else if (kind === PING) this.#write(0x8a, payload);
    else if (kind === CLOSE) this.#tcp.end();
  }

  #hear(payload: Buffer): void {
    const { token, queueIds = [] } = this.#options;
    const packet = payload.toString('latin1', 0, 2);
    if (packet === '42') {
      const name = 2 + this.#prefix.length;
      if (payload.toString('latin1', name, name + 16) === '["queue:changed"') this.#hears.changed(payload);
    } else if (packet === '2') this.#say('3');
    else if (packet === '1') this.#tcp.end();
    else if (packet.startsWith('0')) this.#say(`40${this.#prefix}${JSON.stringify({ token: token ?? '' })}`);
    else if (packet === '40') {
      this.#unanswered = queueIds.length;
      for (const queue_id of queueIds) this.#say(`42${this.#prefix}0["queue:watch",${JSON.stringify({ queue_id })}]`);
      if (queueIds.length === 0) this.#hears.ready();
    } else if (packet === '43') {
      if (!payload.includes('"ok":true')) this.#refused(payload);
      else if (--this.#unanswered === 0) this.#isReady();
    } else if (packet === '44') this.#refused(payload);
  }

  #isReady(): void {
    if (this.#options.stalls) this.#unasked = setInterval(() => this.#say('3'), ANSWER_UNASKED_MS);
    this.#hears.ready();
  }

  #refused(payload: Buffer): void {
    this.#end(payload.toString('utf8', 0, 200));
    this.#tcp.destroy();
  }

  #say(text: string): void {
    this.#write(0x81, Buffer.from(text));
  }

  /** A client's frames are masked; with zeros they stay what they are. */
  #write(head: number, payload: Buffer): void {
    const { length } = payload;
    const lengths = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 0xff];
    this.#tcp.write(Buffer.concat([Buffer.from([head, ...lengths, 0, 0, 0, 0]), payload]));
  }

  #end(why: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#unasked !== null) clearInterval(this.#unasked);
    this.#hears.closed(why);
  }
}
