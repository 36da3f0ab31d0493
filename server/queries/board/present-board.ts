import type { Actor, Audience } from '../../../models/vocabulary.ts';
import type { Board } from '../../../realtime/contract/board.ts';
import type { Glimpse } from '../replica.ts';
import type { Reading, Snapshot } from '../snapshot.ts';
import { boardHead } from './board-head.ts';
import { queueBoard } from './queue-board.ts';

/**
 * The board of this moment. With a replica the primary says who may see it and which version it has, and the replica shows it, if it
 * has come to that version: nobody is shown a board that is older than their question.
 * @throws Refusal `not_found`
 */
export async function presentBoard(
  { snapshot, glimpse }: { snapshot: Snapshot; glimpse: Glimpse | null },
  actor: Actor,
  queueId: string,
  audience: Audience,
): Promise<Board> {
  const read = (tx: Reading) => queueBoard(tx, queueId, audience);
  if (glimpse === null) return snapshot(actor, read);
  const head = await snapshot(actor, (tx) => boardHead(tx, queueId));
  const board = await glimpse(actor, read);
  const isPresent = board !== null && board.epoch === head.epoch && board.version >= head.version;
  return isPresent ? board : snapshot(actor, read);
}
