import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { may } from '../../models/rules/permissions.ts';
import type { UndoableMove } from '../../models/rules/entry-lifecycle.ts';
import type { Actor, Permission } from '../../models/vocabulary.ts';
import type { User } from '../../realtime/contract/resources/users.ts';
import { ApiProblem, newKey } from '../shared/api.ts';
import { page } from '../shared/page.ts';
import { isSupport } from '../shared/session.ts';
import { createAsking, type Asking } from './asking.ts';
import type { Desk } from './desk.ts';
import { wishesOf, type Wishes } from './wishes.ts';

/** What lies over the work screen. */
export type PersonTask = 'choose' | 'note' | 'transfer' | 'move' | 'why';
export type Sheet =
  | { kind: 'person'; entryId: string; task: PersonTask }
  | { kind: 'outcome'; andNext: boolean }
  | { kind: 'add' }
  | { kind: 'menu' }
  | { kind: 'pause' }
  | { kind: 'pause_queue'; queueId: string }
  | { kind: 'closing' }
  | { kind: 'keys' };

/** Why one goes from the work screen back to the choice of a counter. */
export type Leaving = 'choose' | 'closed' | 'closed_by_others' | 'denied';

export type Undoable = { move: UndoableMove; entryId: string; ticketNumber: string };

/** Everything that the parts of the work screen share. */
export type Work = Asking & {
  readonly user: User;
  readonly desk: Desk;
  readonly wishes: Wishes;
  readonly sheet: Signal<Sheet | null>;
  /** Who is looked for; null: nobody is. */
  readonly search: Signal<string | null>;
  readonly undoable: ReadonlySignal<Undoable | null>;
  /** Somebody whom another tablet has just called to this counter. */
  readonly calledByOthers: ReadonlySignal<string | null>;
  takeBack: () => void;
  leave: (why: Leaving) => void;
  may: (permission: Permission) => boolean;
};

const UNDO_OFFERED_MS = 10_000;
/** Long enough to read a sentence; by then "wait a little" is no longer true. */
const REFUSAL_SHOWN_MS = 10_000;

export function startWork(desk: Desk, user: User, leave: (why: Leaving) => void): Work {
  const asking = createAsking({ newKey, watch: desk.watch, isLost });
  const undoable = signal<Undoable | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function offerUndo(offered: Undoable | null): void {
    clearTimeout(timer);
    undoable.value = offered;
    if (offered) timer = setTimeout(() => offerUndo(null), UNDO_OFFERED_MS);
  }

  const own = new Set<string>();
  const wishes = wishesOf(desk.counterId, (move, entry) => {
    own.add(entry.id);
    offerUndo({ move, entryId: entry.id, ticketNumber: entry.ticket_number });
  });
  const calledByOthers = signal<string | null>(null);
  watchOthers(desk, {
    isOwn: (id) => asking.asked.peek() !== null || own.has(id),
    tell: (number) => {
      calledByOthers.value = number;
      // What this tablet did before is not the last thing that happened here any more.
      if (number !== null) offerUndo(null);
    },
  });

  effect(() => {
    if (asking.refusal.value === null) return;
    const fading = setTimeout(asking.dismiss, REFUSAL_SHOWN_MS);
    return () => clearTimeout(fading);
  });

  return {
    ...asking,
    // Another wish makes it unclear what "undo" would take back.
    ask: (wish) => {
      if (wish.name !== 'undo') offerUndo(null);
      return asking.ask(wish);
    },
    user,
    desk,
    wishes,
    sheet: signal<Sheet | null>(null),
    search: signal<string | null>(null),
    undoable,
    calledByOthers,
    leave,
    takeBack: () => {
      const taken = undoable.value;
      if (!taken) return;
      void asking.ask(wishes.undo(taken.entryId)).then(() => offerUndo(null));
    },
    may: (permission) => may(actorOf(user), permission),
  };
}

/** Two tablets at one counter: the other one learns at once whom this one has called, and does not call somebody else. */
function watchOthers(
  desk: Desk,
  { isOwn, tell }: { isOwn: (entryId: string) => boolean; tell: (ticketNumber: string | null) => void },
): void {
  let before: string | null | undefined;
  const present = computed(() => (desk.view.value.status === 'connecting' ? undefined : desk.view.value.present));
  effect(() => {
    const placed = present.value;
    if (placed === undefined) return;
    const id = placed?.entry.id ?? null;
    const isNew = before !== undefined && id !== before;
    before = id;
    if (!isNew) return;
    tell(placed && placed.entry.status === 'called' && !isOwn(placed.entry.id) ? placed.entry.ticket_number : null);
  });
}

function isLost(problem: unknown): boolean {
  return problem instanceof ApiProblem && (problem.status === 0 || problem.status >= 500);
}

export function actorOf(user: User): Actor {
  const who = { organizationId: page.organization.id, id: user.id, role: user.role };
  return isSupport() ? { kind: 'operator', ...who } : { kind: 'user', ...who, queueIds: 'all' };
}

export const WorkContext = createContext<Work | null>(null);

export function useWork(): Work {
  const work = useContext(WorkContext);
  if (!work) throw new Error('outside the work screen');
  return work;
}
