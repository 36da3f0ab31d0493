type Sql = (text: string) => Promise<unknown>;

/** Where a patient's telephone wants to be told of a call while its page is closed: for as long as the stay, and no longer. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE push_subscriptions (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      entry_id uuid NOT NULL,
      -- The browser's address at its push service with the keys that only this browser has, sealed.
      push_address bytea NOT NULL,
      -- A keyed hash: the same browser has one for each stay.
      push_index text NOT NULL,
      language text NOT NULL,
      -- What was said last, so that nothing is said twice, whichever node looks.
      told text,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, entry_id, push_index),
      FOREIGN KEY (organization_id, entry_id) REFERENCES entries (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX push_subscriptions_age ON push_subscriptions (created_at);
    CALL app.guard('push_subscriptions');

    -- Of these queues, or with NULL of all, those where somebody waits to be told.
    CREATE FUNCTION app.queues_with_pushes(organizations uuid[], queue_ids uuid[])
      RETURNS TABLE (organization_id uuid, queue_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        SELECT a.organization_id, a.queue_id FROM unnest(organizations, queue_ids) AS a (organization_id, queue_id)
        WHERE EXISTS (
          SELECT FROM public.push_subscriptions s
          JOIN public.entries e ON e.organization_id = s.organization_id AND e.id = s.entry_id
          WHERE s.organization_id = a.organization_id AND e.queue_id = a.queue_id)
        UNION ALL
        SELECT DISTINCT e.organization_id, e.queue_id FROM public.push_subscriptions s
        JOIN public.entries e ON e.organization_id = s.organization_id AND e.id = s.entry_id
        WHERE organizations IS NULL
      $$;

    -- Stays that nobody ever ended.
    CREATE FUNCTION app.sweep_pushes(at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ DELETE FROM public.push_subscriptions WHERE created_at < at - interval '48 hours' $$;

    ALTER FUNCTION app.queues_with_pushes(uuid[], uuid[]) OWNER TO waitlessq_owner;
    ALTER FUNCTION app.sweep_pushes(timestamptz) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.queues_with_pushes(uuid[], uuid[]), app.sweep_pushes(timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.queues_with_pushes(uuid[], uuid[]), app.sweep_pushes(timestamptz) TO waitlessq_runtime;
  `);
}
