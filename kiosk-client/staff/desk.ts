import { computed, effect, signal, untracked, type ReadonlySignal } from '@preact/signals';
import type { StaffBoard } from '../../realtime/contract/board.ts';
import type { Connection } from '../shared/live/connection.ts';
import { watchBoard } from '../shared/live/use-board.ts';
import { watchDisplays, type Display } from './displays.ts';
import { deskView, type DeskView } from './desk-view.ts';
import { calledBy, heardBy, NOTHING_HEARD, type HeardCalls } from './heard-calls.ts';

/** The counter where this tablet works, and the queues it was opened for. */
export type Post = {
  readonly counterId: string;
  readonly counterName: string;
  readonly officeId: string;
  readonly queueIds: readonly string[];
};

export type Desk = Post & {
  readonly view: ReadonlySignal<DeskView>;
  readonly heard: ReadonlySignal<HeardCalls>;
  /** The screens on the walls of this office; null while nobody knows. */
  readonly displays: ReadonlySignal<readonly Display[] | null>;
  /** Begins to watch; what it answers is done as soon as any board has moved on, or soon anyway. */
  watch: () => () => Promise<void>;
  stop: () => void;
};

/** The news of a command is on its way when its answer comes. Not worth waiting longer: some commands change nothing here. */
const SETTLED_AFTER_MS = 700;

export function openDesk(connection: Connection, post: Post): Desk {
  const boards = post.queueIds.map((id) => watchBoard<StaffBoard>(connection, id));
  const heard = signal(NOTHING_HEARD);
  const { displays, stop: stopDisplays } = watchDisplays(post.officeId);
  const view = computed(() =>
    deskView(
      boards.map((board) => board.value),
      post.counterId,
    ),
  );
  const versions = computed(() => boards.map(({ value: { board } }) => `${board?.epoch}.${board?.version}`).join(' '));

  const leave = [
    ...boards.map((board) =>
      board.onEvents((news) => {
        heard.value = calledBy(heard.value, news);
      }),
    ),
    connection.onHeard((said) => {
      heard.value = heardBy(heard.value, said);
    }),
    ...boards.map((board) => () => board.stop()),
    stopDisplays,
  ];

  function movedOn(from: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(finish, SETTLED_AFTER_MS);
      const stop = effect(() => {
        // Not inside the effect that is still being set up.
        if (versions.value !== from) void Promise.resolve().then(finish);
      });
      function finish(): void {
        clearTimeout(timer);
        stop();
        resolve();
      }
    });
  }

  return {
    ...post,
    view,
    heard,
    displays,
    watch: () => {
      const from = untracked(() => versions.value);
      return () => movedOn(from);
    },
    stop: () => leave.forEach((end) => end()),
  };
}
