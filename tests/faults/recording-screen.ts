import '../support/without-a-page.ts';
import { effect } from '@preact/signals';
import { callsOn } from '../../kiosk-client/display/calls.ts';
import { hear, noAnnouncements } from '../../kiosk-client/shared/announce/announcements.ts';
import type { Connection } from '../../kiosk-client/shared/live/connection.ts';
import { watchBoard } from '../../kiosk-client/shared/live/use-board.ts';
import type { PublicBoard } from '../../realtime/contract/board.ts';
import { openScreenConnection } from '../support/screen.ts';
import type { Screen, Shown } from './history.ts';

export type RecordingScreen = {
  /** Whether it shows this version of this history, or a later one. */
  shows(head: { epoch: string; version: number }): boolean;
  /** What happened here so far. */
  recorded(): Screen;
  close(): void;
};

/** The client of the browsers, with somebody who writes down everything that it shows and says. */
export function openRecordingScreen(
  origin: string,
  {
    name,
    slug,
    token,
    queueId,
    kind,
  }: { name: string; slug: string; token: string; queueId: string; kind: Connection['kind'] },
  now: () => number,
): RecordingScreen {
  const connection = openScreenConnection(origin, { slug, token, kind });
  const shown: Shown[] = [];
  const spoken: string[] = [];
  const answered = new Set<string>();
  let announcements = noAnnouncements();

  const live = watchBoard<PublicBoard>(
    {
      ...connection,
      async watch(...asked) {
        const answer = await connection.watch(...asked);
        if (answer.ok && answer.mode === 'board') answered.add(keyOf(answer.board));
        return answer;
      },
    },
    queueId,
    { poll: false },
  );

  function isShown(epoch: string, version: number): boolean {
    const last = shown.at(-1);
    return last?.epoch === epoch && last.version === version;
  }

  /** A board that no answer brought can only have come about by changes, of which then nobody was told. */
  function jump(epoch: string, version: number): void {
    if (isShown(epoch, version)) return;
    const how = answered.has(keyOf({ epoch, version }))
      ? { how: 'board' as const }
      : { how: 'changes' as const, events: [] };
    shown.push({ ...how, epoch, version, at: now() });
  }

  function listen(board: PublicBoard): void {
    for (const call of callsOn(board)) {
      const before = announcements;
      announcements = hear(announcements, call, Date.now());
      // A ticket and the moment of its call: whatever happens to the history, the room must not hear the same call again.
      if (announcements !== before) spoken.push(`${call.ticket_number} ${new Date(call.at).toISOString()}`);
    }
  }

  live.onEvents(({ board, prev, version, events }) => {
    jump(board.epoch, prev);
    shown.push({ how: 'changes', epoch: board.epoch, version, events, at: now() });
    listen(board);
  });
  const stop = effect(() => {
    if (live.value.board === null) return;
    // Those who listen to changes are told just after this, and several changes may come in one go.
    queueMicrotask(() => {
      const { board } = live.peek();
      if (board === null) return;
      jump(board.epoch, board.version);
      listen(board);
    });
  });

  return {
    shows({ epoch, version }) {
      const last = shown.at(-1);
      return last?.epoch === epoch && last.version >= version;
    },
    recorded: () => ({ name, shown, spoken, board: live.value.board }),
    close() {
      stop();
      live.stop();
      connection.close();
    },
  };
}

function keyOf({ epoch, version }: { epoch: string; version: number }): string {
  return `${epoch} ${version}`;
}
