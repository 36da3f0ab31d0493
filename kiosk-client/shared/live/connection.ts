import { effect, signal, type ReadonlySignal } from '@preact/signals';
import { io, type Socket } from 'socket.io-client';
import type { Change } from '../../../realtime/contract/change.ts';
import type {
  ClientToServer,
  DeviceBeat,
  DisplayHeard,
  QueueEstimated,
  QueueHead,
  Refused,
  ServerToClient,
  SessionControl,
  TracedChange,
  Watched,
} from '../../../realtime/contract/messages.ts';
import { unpackChange } from '../../../realtime/contract/pack-change.ts';
import type { SocketProblem } from '../../../realtime/contract/problem.ts';
import { suspectStanding } from '../standing.ts';
import type { Known } from './store.ts';

export type ConnectionKind = 'staff' | 'display' | 'kiosk' | 'patient';

/** `refused`: this credential will not get in; `problem` says why, and only a new credential helps. */
export type ConnectionStatus = 'connecting' | 'live' | 'reconnecting' | 'refused';

export type ConnectionOptions = {
  kind: ConnectionKind;
  slug: string;
  /** Staff access token, device token or tracking token. When it reads a signal, a changed token is renewed on the live socket. */
  token: () => string | null;
  /** How to get a fresh token when the present one has expired; null when that is over. */
  renew?: () => Promise<string | null>;
  /** Where the sockets are; the page's own host unless a test says otherwise. */
  origin?: string;
};

/** What somebody who watches one queue wants to hear. */
export type QueueListener = {
  connected: () => void;
  disconnected: () => void;
  changed: (change: Change) => void;
  head: (head: QueueHead) => void;
  estimated: (estimated: QueueEstimated) => void;
};

export type Connection = {
  readonly kind: ConnectionKind;
  readonly status: ReadonlySignal<ConnectionStatus>;
  readonly problem: ReadonlySignal<SocketProblem | null>;
  /** The server has a newer build: reload when nobody minds. */
  readonly outdated: ReadonlySignal<boolean>;
  /** No socket for a while: read boards over HTTP. */
  readonly blocked: ReadonlySignal<boolean>;
  token: () => string | null;
  /** Listens to one queue until the answered function is called. Used by `watchBoard`. */
  join: (queueId: string, listener: QueueListener) => () => void;
  /** @throws Error when no answer came. */
  watch: (queueId: string, known: Known | null) => Promise<Watched | Refused>;
  /** A display has shown and spoken the change of this version. */
  announced: (queueId: string, version: number) => void;
  /** Staff: a display says that it has announced a call. */
  onHeard: (listener: (heard: DisplayHeard) => void) => () => void;
  /** A paired screen says how it is. */
  beat: (report: DeviceBeat) => void;
  /** Paired screen: what it is for has been changed from afar. */
  onChanged: (listener: () => void) => () => void;
  close: () => void;
};

/** The first delay is anything up to twice this, then doubling: a phone can wait, a counter cannot. */
const FIRST_DELAY_MS: Record<ConnectionKind, number> = { staff: 500, display: 1_500, kiosk: 1_500, patient: 4_000 };
const LONGEST_DELAY_MS = 30_000;
const ANSWER_MS = 8_000;
/** The server speaks at least every 25 s. Longer silence than this is a dead line that TCP has not noticed. */
const SILENCE_MS = 35_000;
const BLOCKED_AFTER_MS = 6_000;
/** Refusals that pass by themselves. */
const PASSING = ['unavailable', 'internal_error', 'too_many_requests'];
/** The organization has as many screens as it may have: boards are read over HTTP until somebody leaves. */
const FULL = 'plan_limit';
const RENEWABLE = ['token_expired', 'unauthenticated'];

type Line = Socket<ServerToClient, ClientToServer>;

export function openConnection(options: ConnectionOptions): Connection {
  const status = signal<ConnectionStatus>('connecting');
  const problem = signal<SocketProblem | null>(null);
  const outdated = signal(false);
  const blocked = signal(false);
  const listeners = new Map<string, Set<QueueListener>>();
  const heardListeners = new Set<(heard: DisplayHeard) => void>();
  const changedListeners = new Set<() => void>();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let lastFrameAt = Date.now();
  let blockedTimer: ReturnType<typeof setTimeout> | undefined;
  let sentToken: string | null = null;
  let closed = false;
  let renewedInVain = false;

  let line = openLine();
  let next: Line | null = null;

  function openLine(): Line {
    const opened: Line = io(`${options.origin ?? location.origin}/org/${options.slug}`, {
      path: '/socket.io',
      transports: ['websocket'],
      forceNew: true,
      autoConnect: false,
      reconnectionDelay: FIRST_DELAY_MS[options.kind],
      reconnectionDelayMax: LONGEST_DELAY_MS,
      randomizationFactor: 1,
      auth: (give) => {
        sentToken = options.token();
        give({ token: sentToken });
      },
    });
    opened.io.on('open', () => {
      frame();
      opened.io.engine.on('packet', frame);
    });
    opened.on('connect', () => connected(opened));
    opened.on('disconnect', (reason) => disconnected(opened, reason));
    opened.on('connect_error', (error) => {
      // Set when the server's own check refused; a failed transport has none and is tried again by itself.
      const refusal = (error as { data?: SocketProblem }).data;
      if (refusal) void refused(opened, refusal);
    });
    opened.on('queue:changed', (frame) => {
      const change = unpackChange(frame);
      const cameAt = performance.now();
      tell(change.queue_id, (listener) => listener.changed(change));
      if (change.traced === true && options.kind === 'display') sayWhenShown(change, cameAt);
    });
    opened.on('queue:head', (head) => tell(head.queue_id, (listener) => listener.head(head)));
    opened.on('queue:estimated', (estimated) => tell(estimated.queue_id, (listener) => listener.estimated(estimated)));
    opened.on('display:heard', (heard) => heardListeners.forEach((listener) => listener(heard)));
    opened.on('session:control', (control) => obey(opened, control));
    return opened;
  }

  function frame(): void {
    lastFrameAt = Date.now();
  }

  function tell(queueId: string, about: (listener: QueueListener) => void): void {
    listeners.get(queueId)?.forEach(about);
  }

  function tellAll(about: (listener: QueueListener) => void): void {
    listeners.forEach((each) => each.forEach(about));
  }

  /** Somebody follows this change as far as the screens. */
  function sayWhenShown({ queue_id, version }: TracedChange, cameAt: number): void {
    // The first frame draws it; when the second begins it is there to be seen.
    requestAnimationFrame(() =>
      requestAnimationFrame((now) => {
        const shown = { queue_id, version, within_ms: Math.max(0, Math.round(now - cameAt)) };
        if (line.connected) line.timeout(ANSWER_MS).emit('display:shown', shown, () => undefined);
      }),
    );
  }

  function connected(on: Line): void {
    if (on === next) {
      // The new line stands: now the old one may go.
      const old = line;
      line = on;
      next = null;
      retire(old);
    }
    renewedInVain = false;
    problem.value = null;
    status.value = 'live';
    blocked.value = false;
    clearTimeout(blockedTimer);
    tellAll((listener) => listener.connected());
  }

  function disconnected(from: Line, reason: string): void {
    if (from !== line || closed) return;
    if (status.value === 'live') status.value = 'reconnecting';
    expectBlocked();
    tellAll((listener) => listener.disconnected());
    // The server ended this socket itself (its token ran out): the client library does not come back on its own.
    if (reason === 'io server disconnect' && status.value !== 'refused')
      void refused(from, { code: 'token_expired', title: '' });
  }

  async function refused(from: Line, refusal: SocketProblem): Promise<void> {
    if (closed || (from !== line && from !== next)) return;
    if (RENEWABLE.includes(refusal.code) && options.renew && !renewedInVain) {
      renewedInVain = true;
      try {
        if ((await options.renew()) !== null) return reconnect(from, 0);
      } catch {
        renewedInVain = false;
        return reconnect(from, FIRST_DELAY_MS[options.kind]);
      }
    }
    if (refusal.code === FULL) return reconnect(from, LONGEST_DELAY_MS);
    if (PASSING.includes(refusal.code) || (refusal.title === '' && !options.renew))
      return reconnect(from, FIRST_DELAY_MS[options.kind]);
    if (from === next) return retire(from);
    problem.value = refusal;
    status.value = 'refused';
    suspectStanding();
    blocked.value = false;
    clearTimeout(blockedTimer);
  }

  function reconnect(which: Line, upTo: number): void {
    after(Math.random() * 2 * upTo, () => {
      if (!closed && (which === line || which === next)) which.connect();
    });
  }

  function obey(from: Line, control: SessionControl): void {
    switch (control.code) {
      case 'renew':
        void options.renew?.().catch(() => undefined);
        return;
      case 'drain':
        if (from === line) after(Math.random() * (control.window_ms ?? 0) * 0.8, moveLine);
        return;
      case 'outdated':
        outdated.value = true;
        return;
      case 'changed':
        changedListeners.forEach((listener) => listener());
        return;
      case 'revoked':
        problem.value = { code: 'revoked', title: '' };
        status.value = 'refused';
        line.disconnect();
        suspectStanding();
        return;
    }
  }

  /** This node goes away: the new line first, then the old one, so that nobody misses a beat. */
  function moveLine(): void {
    if (closed || next !== null || status.value === 'refused') return;
    next = openLine();
    next.connect();
  }

  function retire(old: Line): void {
    if (old === next) next = null;
    old.removeAllListeners();
    old.disconnect();
  }

  function after(delay: number, work: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, delay);
    timers.add(timer);
  }

  function expectBlocked(): void {
    clearTimeout(blockedTimer);
    blockedTimer = setTimeout(() => {
      blocked.value = status.value !== 'live' && status.value !== 'refused';
    }, BLOCKED_AFTER_MS);
  }

  /** A phone that wakes up has not noticed that its line died; asking is cheap. */
  function look(): void {
    if (closed || document.visibilityState !== 'visible' || status.value === 'refused') return;
    if (!line.connected) hurry();
    else if (Date.now() - lastFrameAt > SILENCE_MS) line.io.engine.close();
    else tellAll((listener) => listener.connected());
  }

  function hurry(): void {
    if (closed || line.connected || status.value === 'refused') return;
    // Skips the rest of the present delay; the next failure starts anew with a short one.
    line.disconnect();
    line.connect();
  }

  const silence = setInterval(() => {
    if (line.connected && Date.now() - lastFrameAt > SILENCE_MS) line.io.engine.close();
  }, 5_000);

  const stopRenewing = effect(() => {
    const token = options.token();
    if (token === null || token === sentToken) return;
    if (status.peek() === 'refused') {
      // Somebody has signed in again.
      status.value = 'connecting';
      line.connect();
    }
    if (!line.connected) return;
    sentToken = token;
    line.timeout(ANSWER_MS).emit('session:renew', { token }, () => undefined);
  });

  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', look);
    addEventListener('online', hurry);
  }
  expectBlocked();
  line.connect();

  return {
    kind: options.kind,
    status,
    problem,
    outdated,
    blocked,
    token: options.token,
    join: (queueId, listener) => {
      const others = listeners.get(queueId) ?? new Set();
      listeners.set(queueId, others.add(listener));
      if (line.connected) listener.connected();
      return () => {
        others.delete(listener);
        if (others.size > 0) return;
        listeners.delete(queueId);
        if (line.connected) line.timeout(ANSWER_MS).emit('queue:unwatch', { queue_id: queueId }, () => undefined);
      };
    },
    watch: (queueId, known) =>
      line.connected
        ? line.timeout(ANSWER_MS).emitWithAck('queue:watch', { queue_id: queueId, ...known })
        : Promise.reject(new Error('not connected')),
    announced: (queueId, version) => {
      // Only a courtesy to staff: not worth sending late.
      if (line.connected)
        line.timeout(ANSWER_MS).emit('display:announced', { queue_id: queueId, version }, () => undefined);
    },
    onHeard: (listener) => {
      heardListeners.add(listener);
      return () => void heardListeners.delete(listener);
    },
    beat: (report) => {
      // The next one says the same.
      if (line.connected) line.timeout(ANSWER_MS).emit('device:beat', report, () => undefined);
    },
    onChanged: (listener) => {
      changedListeners.add(listener);
      return () => void changedListeners.delete(listener);
    },
    close: () => {
      closed = true;
      clearInterval(silence);
      clearTimeout(blockedTimer);
      timers.forEach((timer) => clearTimeout(timer));
      stopRenewing();
      if (typeof document !== 'undefined') {
        document.removeEventListener('visibilitychange', look);
        removeEventListener('online', hurry);
      }
      if (next) retire(next);
      retire(line);
    },
  };
}
