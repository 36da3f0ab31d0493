import { z } from 'zod';
import type { Permission } from '../../models/vocabulary.ts';
import type { Board } from './board.ts';
import type { Change } from './change.ts';
import type { PackedChange } from './packed-change.ts';
import type { SocketProblem } from './problem.ts';
import { deviceReport } from './resources/devices.ts';

/** What a client may send. Each has an acknowledgement; anything else is refused with `invalid_input`. */
export const clientMessages = {
  'queue:watch': z.object({
    queue_id: z.uuid(),
    epoch: z.string().max(64).optional(),
    version: z.int().nonnegative().optional(),
  }),
  'queue:unwatch': z.object({ queue_id: z.uuid() }),
  'session:renew': z.object({ token: z.string().max(4096) }),
  'display:announced': z.object({ queue_id: z.uuid(), version: z.int().nonnegative() }),
  'display:shown': z.object({
    queue_id: z.uuid(),
    version: z.int().nonnegative(),
    within_ms: z.int().nonnegative(),
  }),
  'device:beat': deviceReport,
} as const;

/** Who may send it; `public`: everybody who was let in. One that is not named here is not answered, and does not let the service start. */
export const messagePermissions = {
  'queue:watch': 'queue.watch',
  'queue:unwatch': 'public',
  'session:renew': 'public',
  // And only from a display, these two.
  'display:announced': 'queue.watch',
  'display:shown': 'queue.watch',
  // And only from a paired screen.
  'device:beat': 'queue.watch',
} as const satisfies Record<keyof typeof clientMessages, Permission | 'public'>;

export type QueueWatch = z.infer<(typeof clientMessages)['queue:watch']>;
export type QueueUnwatch = z.infer<(typeof clientMessages)['queue:unwatch']>;
export type SessionRenew = z.infer<(typeof clientMessages)['session:renew']>;
export type DisplayAnnounced = z.infer<(typeof clientMessages)['display:announced']>;
export type DisplayShown = z.infer<(typeof clientMessages)['display:shown']>;

export type DeviceBeat = z.infer<(typeof clientMessages)['device:beat']>;

export type Refused = { ok: false; problem: SocketProblem };

/** `live`: nothing was missed. `changes`: apply them in order. `board`: replace what you have. */
export type Watched =
  | { ok: true; mode: 'live' }
  | { ok: true; mode: 'changes'; changes: Change[] }
  | { ok: true; mode: 'board'; board: Board };

export type QueueHead = { queue_id: string; epoch: string; version: number };

/** `traced`: somebody follows this change to the screens, and a display says when it has drawn it. */
export type TracedChange = Change & { traced?: true };

/** The wait of the person at each position (index 0 = next), as p20 and p80 in minutes; null under too few finished services. */
export type QueueEstimated = QueueHead & { waits: [p20: number, p80: number][] | null };

/** Staff only: a display says that it has shown and spoken a call. */
export type DisplayHeard = { queue_id: string; version: number; device_id: string; device_name: string };

/** `changed`: to a paired screen: what it is for, what it is called, or that it shall load anew, stands at `/devices/self`. */
export type SessionControl = { code: 'renew' | 'drain' | 'revoked' | 'outdated' | 'changed'; window_ms?: number };

export type ServerToClient = {
  /** `unpackChange` makes a change of it. */
  'queue:changed': (frame: PackedChange) => void;
  'queue:head': (head: QueueHead) => void;
  'queue:estimated': (estimated: QueueEstimated) => void;
  'display:heard': (heard: DisplayHeard) => void;
  'session:control': (control: SessionControl) => void;
};

export type ClientToServer = {
  'queue:watch': (message: QueueWatch, reply: (answer: Watched | Refused) => void) => void;
  'queue:unwatch': (message: QueueUnwatch, reply: (answer: { ok: true } | Refused) => void) => void;
  'session:renew': (
    message: SessionRenew,
    reply: (answer: { ok: true; expires_in: number | null } | Refused) => void,
  ) => void;
  'display:announced': (message: DisplayAnnounced, reply: (answer: { ok: true } | Refused) => void) => void;
  'display:shown': (message: DisplayShown, reply: (answer: { ok: true } | Refused) => void) => void;
  'device:beat': (message: DeviceBeat, reply: (answer: { ok: true } | Refused) => void) => void;
};
