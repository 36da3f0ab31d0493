/**
 * Who is called in these queues (organization $1, queues $2), and who is nearly: as near as the telephone itself calls near
 * (`isNearly`). `said` is another one for each call, recall and way back, so that what was told once is not told again.
 */
export const PUSHES_DUE = `
  SELECT e.id AS entry_id, 'called' AS kind, 'called ' || coalesce(e.call_seq, 0) || ' ' || e.recalls AS said
  FROM entries e WHERE e.organization_id = $1 AND e.queue_id = ANY ($2::uuid[]) AND e.status = 'called' AND e.closed_at IS NULL
  UNION ALL
  SELECT near.id, 'nearly', 'nearly ' || extract(epoch FROM near.status_at) || ' ' || near.snoozes
  FROM unnest($2::uuid[]) AS q (id) CROSS JOIN LATERAL (
    SELECT w.id, w.status_at, w.snoozes FROM entries w
    WHERE w.organization_id = $1 AND w.queue_id = q.id AND w.status = 'waiting' ORDER BY w.lane, w.rank, w.seq
    LIMIT 1 + greatest(2, (
      SELECT count(*) FROM counter_session_queues sq
      JOIN counter_sessions s ON s.organization_id = sq.organization_id AND s.id = sq.session_id AND s.ended_at IS NULL
      WHERE sq.organization_id = $1 AND sq.queue_id = q.id AND s.state = 'open'))) near`;
