import { useEffect, useMemo } from 'preact/hooks';
import type { StaffBoard } from '../../../realtime/contract/board.ts';
import type { Connection } from '../../shared/live/connection.ts';
import { watchBoard, type BoardView } from '../../shared/live/use-board.ts';

export type Boards = ReadonlyMap<string, BoardView<StaffBoard>>;

/** The boards of several queues, live while they are shown. */
export function useBoards(connection: Connection, queueIds: readonly string[]): Boards {
  const ids = queueIds.join(' ');
  const live = useMemo(
    () => new Map(queueIds.map((id) => [id, watchBoard<StaffBoard>(connection, id)])),
    [connection, ids],
  );
  useEffect(() => () => live.forEach((board) => board.stop()), [live]);
  return new Map(Array.from(live, ([id, board]) => [id, board.value]));
}
