type Sql = (text: string) => Promise<unknown>;

/** Where a telephone wants to be told of an appointment: as long as that is to come, and at the check-in handed on to the stay. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE appointment_push_subscriptions (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      -- However often the time is moved.
      origin_id uuid NOT NULL,
      -- As in push_subscriptions, sealed for the same id: handed on as it is.
      push_address bytea NOT NULL,
      push_index text NOT NULL,
      language text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, origin_id, push_index),
      FOREIGN KEY (organization_id, origin_id) REFERENCES appointments (organization_id, id) ON DELETE CASCADE
    );
    CALL app.guard('appointment_push_subscriptions');

    -- Stays that nobody ever ended; and appointments that were over a day ago, of whose end has been told whoever could be reached.
    CREATE OR REPLACE FUNCTION app.sweep_pushes(at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        DELETE FROM public.push_subscriptions WHERE created_at < at - interval '48 hours';
        DELETE FROM public.appointment_push_subscriptions s WHERE NOT EXISTS (
          SELECT FROM public.appointments a WHERE a.organization_id = s.organization_id AND a.origin_id = s.origin_id
            AND (a.closed_at IS NULL OR a.closed_at > at - interval '1 day'))
      $$;
  `);
}
