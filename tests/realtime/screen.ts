import type { Socket as TcpSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { applyChange } from '../../realtime/contract/apply-change.ts';
import type { Board, StaffBoard } from '../../realtime/contract/board.ts';
import type { BoardEvent, Change, StaffChange } from '../../realtime/contract/change.ts';
import { unpackChange } from '../../realtime/contract/pack-change.ts';
import type { ClientToServer, Refused, ServerToClient, Watched } from '../../realtime/contract/messages.ts';
import type { SocketProblem } from '../../realtime/contract/problem.ts';
import type { PaperClinic } from './paper-clinic.ts';

export type Screen = Awaited<ReturnType<typeof openScreen>>;
export type Line = Socket<ServerToClient, ClientToServer>;

const ANSWER_WITHIN = 3_000;

export function dial(url: string, { slug }: { slug: string }, token: unknown): Line {
  return io(`${url}/org/${slug}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 20,
    reconnectionDelayMax: 100,
    auth: { token },
  });
}

/** Below everything: the WebSocket of the client's library, to do what a broken or hostile client does. */
export function webSocketOf(line: Line): { send(text: string): void; _socket: TcpSocket } {
  return (line.io.engine.transport as unknown as { ws: { send(text: string): void; _socket: TcpSocket } }).ws;
}

/** Why the door stays closed. */
export async function refusedAtTheDoor(line: Line): Promise<SocketProblem> {
  const error = await new Promise<Error & { data?: SocketProblem }>((resolve, reject) => {
    line.once('connect_error', resolve);
    line.once('connect', () => reject(new Error('it was let in')));
  });
  line.disconnect();
  if (error.data === undefined) throw new Error(`no reason was given: ${error.message}`);
  return error.data;
}

/** A screen that keeps to the protocol: joins, holds changes back until the answer, applies what fits, asks again at a gap. */
export async function openScreen(node: { url: string }, clinic: PaperClinic, token: string) {
  const line = dial(node.url, clinic, token);
  const boards = new Map<string, Board>();
  const held = new Map<string, Change[]>();
  /** Every frame as it came, applied or not. */
  const frames: Change[] = [];
  const modes: string[] = [];
  const events: BoardEvent[] = [];
  const wanted = new Set<string>();
  let doubled = 0;

  function apply(change: Change): boolean {
    const board = boards.get(change.queue_id);
    if (!board || change.epoch !== board.epoch || change.prev !== board.version) return false;
    // One screen has one audience; which one does not matter to the law.
    boards.set(change.queue_id, applyChange(board as StaffBoard, change as StaffChange));
    events.push(...change.events);
    return true;
  }

  function take(change: Change): void {
    const waiting = held.get(change.queue_id);
    const board = boards.get(change.queue_id);
    if (waiting) waiting.push(change);
    else if (board && change.epoch === board.epoch && change.version <= board.version) doubled += 1;
    else if (!apply(change)) void watch(change.queue_id).catch(() => undefined);
  }

  async function watch(queueId: string): Promise<Watched | Refused> {
    wanted.add(queueId);
    const early: Change[] = [];
    held.set(queueId, early);
    const board = boards.get(queueId);
    try {
      const known = board && { epoch: board.epoch, version: board.version };
      const answer = await line.timeout(ANSWER_WITHIN).emitWithAck('queue:watch', { queue_id: queueId, ...known });
      if (answer.ok) {
        modes.push(answer.mode);
        if (answer.mode === 'board') boards.set(queueId, answer.board);
        if (answer.mode === 'changes') answer.changes.forEach(apply);
      }
      return answer;
    } finally {
      held.delete(queueId);
      const reached = boards.get(queueId)?.version ?? 0;
      early.filter((change) => change.version > reached).forEach(take);
    }
  }

  line.on('queue:changed', (frame) => {
    const change = unpackChange(frame);
    frames.push(change);
    take(change);
  });
  line.on('queue:head', ({ queue_id, epoch, version }) => {
    const board = boards.get(queue_id);
    const behind = board && (epoch !== board.epoch || version > board.version);
    if (behind && !held.has(queue_id)) void watch(queue_id).catch(() => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    line.once('connect', resolve);
    line.once('connect_error', reject);
  });
  // From the second connection on: the first one watches when the test says so.
  line.on('connect', () => wanted.forEach((queueId) => void watch(queueId).catch(() => undefined)));

  return {
    line,
    frames,
    modes,
    events,
    watch,
    board: (queueId: string) => boards.get(queueId),
    doubled: () => doubled,
    /** Anything at all, also what the contract does not know. */
    say: (name: string, ...message: unknown[]): Promise<unknown> =>
      (line as Socket).timeout(ANSWER_WITHIN).emitWithAck(name, ...message),
    /** The same without asking for an answer. */
    mention: (name: string, ...message: unknown[]) => void (line as Socket).emit(name, ...message),
    close: () => void line.disconnect(),
  };
}
