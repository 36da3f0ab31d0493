import { Connection } from './connection.ts';
import type { Limits } from './limits.ts';
import type { LiveTally } from './ports.ts';
import type { Session } from './session.ts';
import type { Line, LiveServer } from './typed-socket.ts';

/** Everybody on this node, looked at once a second in one loop instead of by timers of their own. */
export class Connections {
  readonly #limits: Limits;
  readonly #byLine = new Map<Line, Connection>();
  #windowBegan: number;

  constructor(io: LiveServer, limits: Limits, now: () => number, tally?: LiveTally) {
    this.#windowBegan = now();
    this.#limits = limits;
    io.engine.on('connection', (line: Line) => {
      const connection = new Connection(line, limits, now, tally);
      this.#byLine.set(line, connection);
      line.once('close', () => this.#byLine.delete(line));
    });
  }

  of(line: Line): Connection | undefined {
    return this.#byLine.get(line);
  }

  all(): Iterable<Connection> {
    return this.#byLine.values();
  }

  *sessions(): Generator<Session> {
    for (const connection of this.#byLine.values()) yield* connection.sessions;
  }

  sweep(now: number): void {
    const newWindow = now - this.#windowBegan >= this.#limits.packetWindow;
    if (newWindow) this.#windowBegan = now;
    for (const connection of this.#byLine.values()) {
      if (newWindow) connection.startWindow();
      connection.checkPace(now);
      for (const session of connection.sessions) this.#checkExpiry(session, now);
    }
  }

  /** Ends every line and waits until it is closed. */
  async endAll(): Promise<void> {
    const connections = [...this.#byLine.values()];
    for (const connection of connections) connection.end();
    await Promise.all(connections.map(({ closed }) => closed));
  }

  /** Whose token has ended comes back with a new one or is refused at the door. */
  #checkExpiry(session: Session, now: number): void {
    const { expires_at: expiresAt } = session.listener;
    if (expiresAt === null) return;
    if (now >= expiresAt) session.connection.end();
    else if (!session.askedToRenew && now >= expiresAt - this.#limits.renewBefore) {
      session.askedToRenew = true;
      session.socket.emit('session:control', { code: 'renew' });
    }
  }
}
