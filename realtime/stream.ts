import type { Audience } from '../models/vocabulary.ts';
import { boardOnWire, changeOnWire, type AnyBoard, type AnyChange } from './any-board.ts';
import { applyChange } from './contract/apply-change.ts';
import type { QueueHead, ServerToClient, Watched } from './contract/messages.ts';
import { packChange } from './contract/pack-change.ts';
import { FanOut } from './fan-out.ts';
import { Frames } from './frames.ts';
import type { Limits } from './limits.ts';
import type { Came, HealCause, Listener, LiveTally, Log, Ports } from './ports.ts';
import { RecentChanges } from './recent-changes.ts';
import { streamRoom } from './rooms.ts';
import { singleFlight } from './single-flight.ts';
import type { Followed, LiveTracing } from './tracing.ts';
import type { LiveNamespace } from './typed-socket.ts';

export type StreamName = { organizationId: string; queueId: string; audience: Audience };
export type StreamContext = {
  ports: Ports;
  limits: Limits;
  log: Log;
  tally?: LiveTally | undefined;
  tracing?: LiveTracing | undefined;
  /** Whether one encoded frame is written to every socket of a room, past the library's own way. */
  sharedFrames: boolean;
};

type Version = { epoch: string; version: number };

/** Changes that came before their turn; with more than these the log is the better place to read them. */
const MOST_EARLY = 100;

/**
 * What one audience hears of one queue, as far as this node knows it: the version it has reached, the changes that led
 * there, and a board when somebody needed one. It holds nothing that the database does not.
 */
export class Stream {
  readonly name: StreamName;
  readonly room: string;
  readonly #context: StreamContext;
  /** One, unless an organization has just changed its address. */
  readonly #namespaces = new Set<LiveNamespace>();
  readonly #recent: RecentChanges;
  readonly #frames: Frames;
  readonly #fanOut: FanOut;
  readonly #early = new Map<number, { change: AnyChange; came: Came }>();
  #head: Version | null = null;
  #board: { board: AnyBoard; readAt: number } | null = null;
  #gapTimer: NodeJS.Timeout | null = null;
  /** When the first change was taken of those that no frame has carried yet. */
  #unwrittenSince: number | null = null;
  /** Whom the changes call that no frame has carried yet. */
  #called: readonly string[] = [];
  /** Which of them somebody follows. */
  #followed: readonly Followed[] = [];

  constructor(name: StreamName, context: StreamContext) {
    this.name = name;
    this.room = streamRoom(name.organizationId, name.queueId, name.audience);
    this.#context = context;
    this.#recent = new RecentChanges(context.limits.recentChanges);
    const { limits, sharedFrames } = context;
    this.#fanOut = new FanOut({ room: this.room, limits, sharedFrames });
    this.#frames = new Frames({
      send: (frame) => this.#write(frame),
      isSending: () => this.#fanOut.isSpeaking,
      window: limits.joinWithin,
    });
  }

  /** Null until the first board has been read. */
  get head(): QueueHead | null {
    return this.#head && { queue_id: this.name.queueId, ...this.#head };
  }

  get version(): number | null {
    return this.#head?.version ?? null;
  }

  isAt({ epoch, version }: Version): boolean {
    return this.#head?.version === version && this.#head.epoch === epoch;
  }

  get isHeard(): boolean {
    for (const namespace of this.#namespaces) if (namespace.adapter.rooms.has(this.room)) return true;
    return false;
  }

  reaches(namespace: LiveNamespace): void {
    this.#namespaces.add(namespace);
  }

  /** To this node's listeners only: every node speaks to its own, and none waits for Redis. */
  emit<Event extends keyof ServerToClient>(event: Event, ...args: Parameters<ServerToClient[Event]>): void {
    for (const namespace of this.#namespaces) this.#fanOut.say(namespace, event, args);
  }

  /** What waits for its frame goes first, or everybody would seem to be behind. */
  tellHead(): void {
    this.#frames.flush();
    if (this.head) this.emit('queue:head', this.head);
  }

  /**
   * What somebody must be told who has the board of `since`, or none. The listener has joined the room before, so that
   * nothing can fall between this answer and the next change. Null for a queue that does not exist here.
   */
  async watch(since: Version | null): Promise<Watched | null> {
    if (this.#head === null && (await this.#readBoard()) === null) return null;
    // The listener comes from a node that is ahead of this one. Twice, for the first run may have begun too early; a board
    // older than the listener's would make it announce again what it has announced.
    if (this.#isBehind(since)) await this.#catchUp('listener');
    if (this.#isBehind(since)) await this.#catchUp('listener');
    const answer = this.#missedSince(since) ?? (await this.#wholeBoard());
    if (answer) this.#context.tally?.watched(since === null ? 'new' : 'returning', answer.mode);
    return answer;
  }

  async #wholeBoard(): Promise<Watched | null> {
    const board = this.#boardNow() ?? (await this.#readBoard());
    return board && { ok: true, mode: 'board', board: boardOnWire(this.#boardNow() ?? board) };
  }

  /** Takes the next change and passes it on, drops an old one, and waits for what is missing before one that comes early. */
  accept(change: AnyChange, came: Came): void {
    const head = this.#head;
    if (head !== null && change.epoch !== head.epoch) {
      void this.#compareWithDatabase().catch((error: unknown) => this.#complain(error));
    } else if (head === null || change.prev > head.version) {
      this.#keepForLater(change, came);
    } else if (change.prev === head.version) {
      this.#take(change, came);
      this.#takeEarly();
    } else if (change.version > head.version) {
      // It begins in the past and ends in the future: somebody else's joined change.
      void this.#catchUp('overlap').catch((error: unknown) => this.#complain(error));
    }
  }

  /** Catches up when the database is ahead; tells everybody to watch again when its history is another one. */
  async compare(truth: Version): Promise<void> {
    if (this.#head === null) return;
    if (truth.epoch !== this.#head.epoch) this.#restart(truth, 'epoch');
    else if (truth.version > this.#head.version) await this.#catchUp('head_check');
  }

  forgetOld(now: number): void {
    const { recentFor, boardFor } = this.#context.limits;
    this.#recent.forgetBefore(now - recentFor);
    if (this.#board && now - this.#board.readAt > boardFor) this.#board = null;
  }

  close(): void {
    this.#frames.drop();
    this.#fanOut.stop();
    if (this.#gapTimer !== null) clearTimeout(this.#gapTimer);
  }

  #isBehind(since: Version | null): boolean {
    return since !== null && since.epoch === this.#head?.epoch && since.version > this.#head.version;
  }

  #missedSince(since: Version | null): Watched | null {
    if (since === null || since.epoch !== this.#head?.epoch) return null;
    // What waits for its frame is in the answer; a frame across it would look like a gap to the newcomer.
    this.#frames.flush();
    if (since.version === this.#head.version) return { ok: true, mode: 'live' };
    const changes = this.#recent.since(since.version);
    return changes && { ok: true, mode: 'changes', changes: changes.map(changeOnWire) };
  }

  /** The board brought up to date by what was heard since it was read, or null when that is not possible. */
  #boardNow(): AnyBoard | null {
    if (this.#board === null || this.#head === null) return null;
    const { board, readAt } = this.#board;
    if (this.#context.ports.now() - readAt > this.#context.limits.boardFor) return null;
    this.#frames.flush();
    if (board.version >= this.#head.version) return board;
    const changes = this.#recent.since(board.version);
    if (changes === null) return null;
    this.#board = { board: changes.reduce<AnyBoard>(applyChange, board), readAt };
    return this.#board.board;
  }

  readonly #readBoard = singleFlight(async (): Promise<AnyBoard | null> => {
    const { organizationId, queueId, audience } = this.name;
    const board = await this.#context.ports.readBoard(organizationId, queueId, audience);
    if (board === null) return null;
    if (this.#head === null) this.#head = { epoch: board.epoch, version: board.version };
    else if (board.epoch !== this.#head.epoch) this.#restart(board, 'epoch');
    this.#board = { board, readAt: this.#context.ports.now() };
    this.#takeEarly();
    // Read by chance before its change was heard of: the others need not wait for the head check.
    if (board.version > this.#head.version)
      void this.#catchUp('board').catch((error: unknown) => this.#complain(error));
    return board;
  });

  readonly #catchUp = singleFlight(async (cause: HealCause): Promise<void> => {
    const since = this.#head;
    if (since === null) return;
    const { organizationId, queueId, audience } = this.name;
    const missed = await this.#context.ports.missedChanges(organizationId, queueId, since, audience);
    if (this.#head?.epoch !== since.epoch) return;
    missed?.forEach((change) => this.accept(change, { from: 'log', committedAt: Date.parse(change.at) }));
    if (this.#head.version > since.version) this.#context.tally?.healed(cause);
    const stuck = missed === null || (missed.length > 0 && this.#head.version === since.version);
    if (stuck) await this.#startAnew();
  });

  readonly #compareWithDatabase = singleFlight(async (): Promise<void> => {
    const head = await this.#askHead();
    if (head) await this.compare(head);
  });

  /** The log does not reach back to where we are. */
  async #startAnew(): Promise<void> {
    const head = await this.#askHead();
    if (head) this.#restart(head, 'log_too_short');
  }

  async #askHead(): Promise<QueueHead | undefined> {
    const { organizationId, queueId } = this.name;
    const [head] = await this.#context.ports.heads([{ organization_id: organizationId, queue_id: queueId }]);
    return head;
  }

  #restart({ epoch, version }: Version, cause: 'epoch' | 'log_too_short'): void {
    this.#context.tally?.resynced(cause);
    this.#head = { epoch, version };
    this.#board = null;
    this.#recent.clear();
    this.#early.clear();
    this.#frames.drop();
    this.#unwrittenSince = null;
    this.#called = [];
    this.#followed = [];
    this.tellHead();
  }

  #take(change: AnyChange, { from, committedAt, called, followed }: Came): void {
    const { tally, tracing } = this.#context;
    tally?.accepted(from, this.#context.ports.now() - committedAt);
    this.#unwrittenSince ??= performance.now();
    this.#head = { epoch: change.epoch, version: change.version };
    if (called) this.#called = [...this.#called, ...called];
    const accepted = followed && tracing?.accepted(followed, { ...this.name, version: change.version }, from);
    if (accepted) this.#followed = [...this.#followed, accepted];
    this.#recent.add(change, this.#context.ports.now());
    this.#frames.add(change);
  }

  /** Displays, which speak a call, and whoever is called hear it before the rest of a large room. */
  #write(frame: AnyChange): void {
    const { tally, tracing } = this.#context;
    const since = this.#unwrittenSince;
    const called = new Set(this.#called);
    const followed = this.isHeard ? this.#followed : [];
    this.#unwrittenSince = null;
    this.#called = [];
    this.#followed = [];
    const written = followed.length > 0 && tracing?.writes(followed, { ...this.name, version: frame.version });
    const packed = packChange(written ? { ...changeOnWire(frame), traced: true } : changeOnWire(frame));
    const isFirst = ({ device, id }: Listener) => device !== null || (id !== null && called.has(id));
    const said = () => {
      if (since !== null) tally?.written(performance.now() - since);
      if (written) written();
    };
    for (const namespace of this.#namespaces)
      if (namespace.adapter.rooms.has(this.room))
        this.#fanOut.say(namespace, 'queue:changed', [packed], { isFirst, said });
  }

  #keepForLater(change: AnyChange, came: Came): void {
    if (this.#early.size >= MOST_EARLY) this.#early.clear();
    this.#early.set(change.prev, { change, came });
    if (this.#head === null || this.#gapTimer !== null) return;
    this.#context.tally?.gap();
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = null;
      if (this.#early.size > 0) void this.#catchUp('gap').catch((error: unknown) => this.#complain(error));
    }, this.#context.limits.gapPatience);
  }

  #takeEarly(): void {
    while (this.#head !== null) {
      const next = this.#early.get(this.#head.version);
      if (next === undefined || next.change.epoch !== this.#head.epoch) break;
      this.#take(next.change, next.came);
    }
    const reached = this.#head?.version ?? 0;
    for (const [prev, { change }] of this.#early) if (change.version <= reached) this.#early.delete(prev);
  }

  /** Whatever failed is tried again by the next head check. */
  #complain(error: unknown): void {
    this.#context.log.warn({ err: error, ...this.name }, 'could not catch up with a queue');
  }
}
