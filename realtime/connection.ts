import type { Socket as TcpSocket } from 'node:net';
import type { Limits } from './limits.ts';
import type { LiveTally } from './ports.ts';
import type { Session } from './session.ts';
import type { Line } from './typed-socket.ts';

/** One client's line with everything that shares it. It guards this node's memory against one who reads too slowly or says too much. */
export class Connection {
  readonly sessions = new Set<Session>();
  readonly closed: Promise<void>;
  readonly #line: Line;
  readonly tcp: TcpSocket;
  readonly #limits: Limits;
  readonly #now: () => number;
  readonly #tally: LiveTally | undefined;
  #packets = 0;
  #slowSince: number | null = null;
  #ending = false;

  constructor(line: Line, limits: Limits, now: () => number, tally?: LiveTally) {
    this.#line = line;
    this.tcp = line.request.socket;
    this.#limits = limits;
    this.#now = now;
    this.#tally = tally;
    this.closed = new Promise((resolve) => void this.tcp.once('close', () => resolve()));
    line.on('packet', () => this.#count());
    // Documented way to save memory: nobody asks for the first request again, and it holds the headers.
    (line as { request: unknown }).request = null;
  }

  get isSlow(): boolean {
    return this.#slowSince !== null;
  }

  get isEnding(): boolean {
    return this.#ending;
  }

  /** Lets what was said last get out, then closes. The client comes back by itself, as after any broken line. */
  end(): void {
    if (this.#ending) return;
    this.#ending = true;
    for (const { socket, watching } of this.sessions) for (const { room } of watching) void socket.leave(room);
    this.#line.close();
    const cut = setTimeout(() => this.tcp.destroy(), this.#limits.farewell);
    void this.closed.then(() => clearTimeout(cut));
  }

  /**
   * Writes a frame that many share, as it is. False: something of its own is still waiting, and has to be heard before it.
   * Whoever does not read what was written gets no more: see `checkPace`.
   */
  writeShared(frame: Buffer): boolean {
    const { readyState, transport } = this.#line;
    const isIdle = readyState === 'open' && transport.writable && waitingPackets(this.#line).length === 0;
    if (!isIdle || !this.tcp.writable) return false;
    if (this.tcp.writableLength > this.#limits.slowBytes) {
      if (!this.isSlow) this.#pause(this.#now());
    } else this.tcp.write(frame);
    return true;
  }

  startWindow(): void {
    this.#packets = 0;
  }

  /**
   * Over the limits it is sent no more changes; when it has read everything it hears the heads and asks for what it missed.
   * One that stays behind is cut off, because a goodbye would only queue behind the rest.
   */
  checkPace(now: number): void {
    const bytes = this.#waitingBytes();
    if (bytes > this.#limits.slowMost) this.#cut('closed');
    else if (this.#slowSince === null) {
      if (waitingPackets(this.#line).length > this.#limits.slowPackets || bytes > this.#limits.slowBytes)
        this.#pause(now);
    } else if (bytes === 0) this.#resume();
    else if (now - this.#slowSince > this.#limits.slowFor) this.#cut('closed');
  }

  #pause(now: number): void {
    this.#tally?.slow('stopped');
    this.#slowSince = now;
    for (const { socket, watching } of this.sessions) for (const { room } of watching) void socket.leave(room);
  }

  #resume(): void {
    this.#tally?.slow('caught_up');
    this.#slowSince = null;
    for (const { socket, watching } of this.sessions) {
      for (const { room, head } of watching) {
        void socket.join(room);
        if (head) socket.emit('queue:head', head);
      }
    }
  }

  #waitingBytes(): number {
    return waitingPackets(this.#line).reduce((sum, { data }) => sum + (data?.length ?? 0), this.tcp.writableLength);
  }

  #count(): void {
    this.#packets += 1;
    if (this.#packets > this.#limits.packetsPerWindow) this.#cut('flooding');
    // Whoever asks for boards and reads none would be owed many before the next look.
    else if (this.#waitingBytes() > this.#limits.slowMost) this.#cut('closed');
  }

  #cut(why: 'closed' | 'flooding'): void {
    // It goes on speaking until it has heard of it.
    if (!this.tcp.destroyed) this.#tally?.slow(why);
    this.tcp.destroy();
  }
}

/** Not declared, but the only way to see that a client does not read: it may well go on answering pings. */
function waitingPackets(line: Line): { data?: string | Buffer }[] {
  return (line as unknown as { writeBuffer: { data?: string | Buffer }[] }).writeBuffer;
}
