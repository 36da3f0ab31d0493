type Sql = (text: string) => Promise<unknown>;

/** The people who wait, what happened to them, and the history of every queue. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- Gapless numbers per queue and local day: a sequence leaves gaps, max() + 1 collides.
    CREATE TABLE ticket_counters (
      organization_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      on_day date NOT NULL,
      last integer NOT NULL CHECK (last > 0),
      PRIMARY KEY (organization_id, queue_id, on_day),
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id)
    );
    CALL app.guard('ticket_counters');

    CREATE TABLE entries (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      queue_id uuid NOT NULL,
      seq bigint NOT NULL,
      ticket_number text NOT NULL,
      service_on date NOT NULL,
      version integer NOT NULL DEFAULT 1,
      status text NOT NULL CHECK (status IN ('waiting', 'called', 'serving', 'parked', 'no_show', 'served', 'left', 'cancelled', 'transferred')),
      class text NOT NULL DEFAULT 'walk_in' CHECK (class IN ('walk_in', 'appointment')),
      lane smallint NOT NULL CHECK (lane IN (0, 1)),
      rank bigint NOT NULL,
      due_at timestamptz NOT NULL,
      joined_at timestamptz NOT NULL,
      status_at timestamptz NOT NULL,
      closed_at timestamptz,
      counter_id uuid,
      call_seq bigint,
      called_at timestamptz,
      recalls smallint NOT NULL DEFAULT 0,
      recalled_at timestamptz,
      snoozes smallint NOT NULL DEFAULT 0,
      timer_at timestamptz,
      patient_name text,
      phone text,
      email text,
      language text,
      note text,
      party_size smallint NOT NULL DEFAULT 1 CHECK (party_size BETWEEN 1 AND 50),
      person_key text,
      outcome text,
      transferred_from uuid,
      promised_p20 smallint,
      promised_p50 smallint,
      promised_p80 smallint,
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, queue_id, seq),
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id),
      FOREIGN KEY (organization_id, counter_id) REFERENCES counters (organization_id, id),
      FOREIGN KEY (organization_id, transferred_from) REFERENCES entries (organization_id, id)
    ) WITH (fillfactor = 80);
    CREATE INDEX entries_waiting ON entries (organization_id, queue_id, lane, rank, seq) WHERE status = 'waiting';
    CREATE INDEX entries_open ON entries (organization_id, queue_id) WHERE closed_at IS NULL;
    CREATE INDEX entries_of_the_day ON entries (organization_id, queue_id, service_on);
    CREATE UNIQUE INDEX entries_one_per_person ON entries (organization_id, queue_id, person_key)
      WHERE status IN ('waiting', 'called', 'serving', 'parked');
    CREATE UNIQUE INDEX entries_one_per_counter ON entries (organization_id, counter_id) WHERE status IN ('called', 'serving');
    CREATE INDEX ON entries (organization_id, counter_id);
    CREATE INDEX ON entries (organization_id, transferred_from);
    -- Across organizations, for the timers and the close of day.
    CREATE INDEX entries_open_day ON entries (service_on) WHERE closed_at IS NULL;
    CREATE INDEX entries_timer ON entries (timer_at) WHERE timer_at IS NOT NULL;
    CALL app.guard('entries');

    -- Every status is an interval: waiting, walking, service and hold times come from here. Keyed by the entry's version at its start.
    CREATE TABLE entry_intervals (
      organization_id uuid NOT NULL,
      entry_id uuid NOT NULL,
      entry_version integer NOT NULL,
      queue_id uuid NOT NULL,
      status text NOT NULL,
      started_at timestamptz NOT NULL,
      ended_at timestamptz CHECK (ended_at >= started_at),
      actor_kind text NOT NULL,
      actor_id uuid,
      counter_id uuid,
      PRIMARY KEY (organization_id, entry_id, entry_version),
      FOREIGN KEY (organization_id, entry_id) REFERENCES entries (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id),
      FOREIGN KEY (organization_id, counter_id) REFERENCES counters (organization_id, id)
    );
    CREATE UNIQUE INDEX entry_intervals_one_open ON entry_intervals (organization_id, entry_id) WHERE ended_at IS NULL;
    CREATE INDEX ON entry_intervals (organization_id, queue_id, status, ended_at);
    CREATE INDEX ON entry_intervals (organization_id, counter_id);
    CALL app.guard('entry_intervals');

    -- Why this one and not another: kept for every call.
    CREATE TABLE calls (
      organization_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      call_seq bigint NOT NULL,
      entry_id uuid NOT NULL,
      counter_id uuid NOT NULL,
      called_at timestamptz NOT NULL,
      actor_kind text NOT NULL,
      actor_id uuid,
      reason text,
      why jsonb NOT NULL,
      PRIMARY KEY (organization_id, queue_id, call_seq),
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id),
      FOREIGN KEY (organization_id, entry_id) REFERENCES entries (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, counter_id) REFERENCES counters (organization_id, id)
    );
    CREATE INDEX ON calls (organization_id, entry_id);
    CREATE INDEX ON calls (organization_id, counter_id);
    CALL app.guard('calls');

    -- Outbox, recovery log and audit trail in one: a change and its news are committed together, numbered without gaps.
    CREATE TABLE queue_events (
      organization_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      version bigint NOT NULL,
      epoch text NOT NULL,
      at timestamptz NOT NULL,
      type text NOT NULL,
      entry_id uuid,
      actor_kind text NOT NULL,
      actor_id uuid,
      reason text,
      public_change jsonb NOT NULL,
      staff_change jsonb NOT NULL,
      -- What the entry was before a move that may be undone.
      before jsonb,
      PRIMARY KEY (organization_id, queue_id, version),
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id),
      FOREIGN KEY (organization_id, entry_id) REFERENCES entries (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON queue_events (organization_id, entry_id, version);
    CALL app.guard('queue_events');
    -- The past is not rewritten.
    REVOKE UPDATE, DELETE ON queue_events, calls FROM waitlessq_runtime;

    -- Three questions that every node asks across organizations. They answer with ids and numbers, nothing personal, and the
    -- runtime role can read nothing else across them.
    CREATE FUNCTION app.queue_heads(organizations uuid[], queue_ids uuid[])
      RETURNS TABLE (queue_id uuid, epoch text, version bigint)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT q.id, q.epoch, q.version FROM unnest(organizations, queue_ids) AS asked (organization_id, id)
            JOIN public.queues q USING (organization_id, id) $$;
    CREATE FUNCTION app.due_timers(at timestamptz, at_most integer)
      RETURNS TABLE (organization_id uuid, queue_id uuid, entry_id uuid, entry_version integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT e.organization_id, e.queue_id, e.id, e.version FROM public.entries e
            WHERE e.timer_at <= at ORDER BY e.timer_at LIMIT at_most $$;
    CREATE FUNCTION app.days_to_close(at timestamptz, at_most integer)
      RETURNS TABLE (organization_id uuid, queue_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT DISTINCT e.organization_id, e.queue_id FROM public.entries e
            JOIN public.queues q ON q.organization_id = e.organization_id AND q.id = e.queue_id
            JOIN public.offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
            WHERE e.closed_at IS NULL AND e.service_on < (at AT TIME ZONE o.time_zone)::date
              AND coalesce((q.policy ->> 'close_of_day')::boolean, true) LIMIT at_most $$;
    ALTER FUNCTION app.days_to_close(timestamptz, integer) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.days_to_close(timestamptz, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.days_to_close(timestamptz, integer) TO waitlessq_runtime;
    ALTER FUNCTION app.queue_heads(uuid[], uuid[]) OWNER TO waitlessq_owner;
    ALTER FUNCTION app.due_timers(timestamptz, integer) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.queue_heads(uuid[], uuid[]), app.due_timers(timestamptz, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.queue_heads(uuid[], uuid[]), app.due_timers(timestamptz, integer) TO waitlessq_runtime;
  `);
}
