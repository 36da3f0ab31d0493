import { computed, effect, signal, type ReadonlySignal } from '@preact/signals';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import { startAnnouncer, type Caption } from '../shared/announce/announcer.ts';
import type { Call } from '../shared/announce/announcements.ts';
import { openAudio } from '../shared/announce/audio.ts';
import { chime } from '../shared/announce/chime.ts';
import { spokenLanguages } from '../shared/announce/phrase.ts';
import { soundState } from '../shared/announce/sound-state.ts';
import { prepareVoice, speak } from '../shared/announce/voice.ts';
import type { ShownMessage } from '../../realtime/contract/resources/display-messages.ts';
import { serverNow } from '../shared/clock.ts';
import type { Connection } from '../shared/live/connection.ts';
import { watchBoard, type BoardStatus } from '../shared/live/use-board.ts';
import { page } from '../shared/page.ts';
import { recall, remember } from '../shared/storage.ts';
import { callsOn, stillCalled } from './calls.ts';
import { watchMessages } from './messages.ts';
import { withBoards, type PastCall } from './past-calls.ts';
import { truth, wall, type Wall } from './wall.ts';

/** A waiting room: the boards of all its queues, and one voice for them. */
export type Room = {
  wall: ReadonlySignal<Wall>;
  truth: ReadonlySignal<{ status: BoardStatus; asOf: Date | null }>;
  /** The call being announced. */
  current: ReadonlySignal<Call | null>;
  /** What is being said of it, to read along. */
  saying: ReadonlySignal<Caption | null>;
  /** What the organization says while nobody is called. */
  messages: ReadonlySignal<readonly ShownMessage[]>;
  /** Nobody is being announced or about to be: a good moment to load the page again. */
  idle: () => boolean;
  close: () => void;
};

const ANNOUNCED = `waitlessq:${page.organization.slug}:display:announced`;
const REMEMBERED = 60;
/** The age of lines and of missed calls, looked at this often. */
const AGE_MS = 15_000;

export function openRoom(connection: Connection, queueIds: readonly string[], token: string): Room {
  const boards = queueIds.map((queueId) => watchBoard<PublicBoard>(connection, queueId));
  const known = () =>
    boards.reduce<PublicBoard[]>((all, { value: { board } }) => (board ? all.concat(board) : all), []);
  const languages = spokenLanguages(page.organization.languages);
  openAudio();
  prepareVoice(languages);

  const announcer = startAnnouncer({
    languages,
    known: (recall(ANNOUNCED) ?? '').split('\n'),
    chime,
    speak,
    // Staff rely on this: nobody has heard a display whose sound is blocked.
    announced: ({ queue_id, version }) => soundState.value === 'on' && connection.announced(queue_id, version),
    remember: (keys) => remember(ANNOUNCED, keys.slice(-REMEMBERED).join('\n')),
    now: serverNow,
  });

  const messages = watchMessages(token);
  const past = signal<readonly PastCall[]>([]);
  const turn = signal<{ call: Call; announcing: boolean } | null>(null);
  const now = signal(serverNow());

  const stops = boards.map((live) => {
    const forget = live.onEvents((news) => callsOn(news.board, news).forEach(announcer.hear));
    const stop = effect(() => {
      const { board } = live.value;
      if (board === null) return;
      // After the events of the same change have been told: they know better when somebody was called again.
      queueMicrotask(() => {
        callsOn(board).forEach(announcer.hear);
        announcer.withdraw((call) => call.queue_id === board.queue_id && !stillCalled(call, [board]));
      });
    });
    return () => {
      forget();
      stop();
    };
  });
  stops.push(
    effect(() => {
      past.value = withBoards(past.peek(), known(), now.value);
    }),
    effect(() => {
      const call = announcer.current.value;
      const before = turn.peek();
      turn.value = call ? { call, announcing: true } : before && { ...before, announcing: false };
    }),
  );
  const ageing = setInterval(() => {
    now.value = serverNow();
  }, AGE_MS);

  return {
    wall: computed(() =>
      wall(
        boards.map((live) => live.value),
        past.value,
        turn.value,
        now.value,
      ),
    ),
    truth: computed(() => truth(boards.map((live) => live.value))),
    current: announcer.current,
    saying: announcer.saying,
    messages: messages.shown,
    idle: () => announcer.current.value === null,
    close: () => {
      clearInterval(ageing);
      announcer.stop();
      messages.stop();
      stops.forEach((stop) => stop());
      boards.forEach((live) => live.stop());
    },
  };
}
