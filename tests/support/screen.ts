import './without-a-page.ts';
import { openConnection, type Connection } from '../../kiosk-client/shared/live/connection.ts';
import { watchBoard, type LiveBoard } from '../../kiosk-client/shared/live/use-board.ts';
import type { PublicBoard, StaffBoard } from '../../realtime/contract/board.ts';
import type { BoardEvent } from '../../realtime/contract/change.ts';

export type Screen<B> = {
  connection: Connection;
  board(): B | null;
  /** Everything that happened, once each, as a display would announce it. */
  events: BoardEvent[];
  close(): void;
};

export function openScreenConnection(
  origin: string,
  { slug, token, kind }: { slug: string; token: string; kind: Connection['kind'] },
): Connection {
  return openConnection({ kind, slug, token: () => token, origin });
}

/** A screen without a picture: the very client that runs in the browsers, watching one queue on one node. */
export function openScreen<B extends PublicBoard | StaffBoard>(
  nodeUrl: string,
  { slug, token, queueId, kind }: { slug: string; token: string; queueId: string; kind: Connection['kind'] },
): Screen<B> {
  const connection = openScreenConnection(nodeUrl, { slug, token, kind });
  const live: LiveBoard<B> = watchBoard<B>(connection, queueId, { poll: false });
  const events: BoardEvent[] = [];
  live.onEvents((news) => events.push(...news.events));
  return {
    connection,
    board: () => live.value.board,
    events,
    close() {
      live.stop();
      connection.close();
    },
  };
}
