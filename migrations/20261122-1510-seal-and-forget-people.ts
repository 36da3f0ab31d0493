type Sql = (text: string) => Promise<unknown>;

/**
 * What is known of a person is sealed by the service, whose key the database never sees, and found again by a keyed hash. The
 * columns in the clear stay until the service has sealed what is in them; from then on they are empty.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    ALTER TABLE entries
      -- Name, phone, e-mail address and note.
      ADD COLUMN personal bytea,
      ADD COLUMN phone_index text,
      ADD COLUMN email_index text,
      ADD COLUMN anonymised_at timestamptz;
    CREATE INDEX entries_of_phone ON entries (organization_id, phone_index) WHERE phone_index IS NOT NULL;
    CREATE INDEX entries_of_email ON entries (organization_id, email_index) WHERE email_index IS NOT NULL;
    CREATE INDEX entries_to_forget ON entries (organization_id, closed_at) WHERE closed_at IS NOT NULL AND anonymised_at IS NULL;
    -- Empty as soon as the service has sealed what was there before.
    CREATE INDEX entries_unsealed ON entries (organization_id, id)
      WHERE patient_name IS NOT NULL OR phone IS NOT NULL OR email IS NOT NULL OR note IS NOT NULL;

    -- The history of a queue holds nobody's name: whoever reads a change again reads the words where they are kept.
    ALTER TABLE queue_events ALTER COLUMN public_change DROP NOT NULL, ALTER COLUMN staff_change DROP NOT NULL;
    UPDATE queue_events SET staff_change = jsonb_set(staff_change, '{set}',
        (SELECT jsonb_agg(person - 'patient_name' - 'phone' - 'note' ORDER BY place)
         FROM jsonb_array_elements(staff_change -> 'set') WITH ORDINALITY AS people (person, place)))
      WHERE jsonb_array_length(staff_change -> 'set') > 0;
    CREATE INDEX queue_events_payload ON queue_events (at) WHERE public_change IS NOT NULL;

    -- A change that nobody can catch up with any more is not needed; that it happened, when and by whom stays.
    CREATE FUNCTION app.drop_old_payloads(moment timestamptz, at_most integer) RETURNS integer
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        WITH dropped AS (
          UPDATE public.queue_events e SET public_change = NULL, staff_change = NULL, before = NULL
          FROM (SELECT organization_id, queue_id, version FROM public.queue_events
                WHERE public_change IS NOT NULL AND at < moment - interval '48 hours' ORDER BY at LIMIT at_most
                FOR UPDATE SKIP LOCKED) old
          WHERE e.organization_id = old.organization_id AND e.queue_id = old.queue_id AND e.version = old.version
          RETURNING 1)
        SELECT count(*)::integer FROM dropped
      $$;

    CREATE FUNCTION app.unsealed_stays(at_most integer) RETURNS TABLE (organization_id uuid, entry_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT e.organization_id, e.id FROM public.entries e
            WHERE e.patient_name IS NOT NULL OR e.phone IS NOT NULL OR e.email IS NOT NULL OR e.note IS NOT NULL
            ORDER BY e.organization_id, e.id LIMIT at_most $$;

    CREATE FUNCTION app.stays_to_forget(moment timestamptz, at_most integer) RETURNS TABLE (organization_id uuid, entry_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT o.id, e.id FROM control.organizations o
            CROSS JOIN LATERAL (
              SELECT id FROM public.entries
              WHERE organization_id = o.id AND anonymised_at IS NULL AND closed_at < moment - make_interval(days => o.retention_days)
              ORDER BY closed_at LIMIT at_most) e
            WHERE o.retention_days IS NOT NULL LIMIT at_most $$;

    -- Whatever was typed about a person goes, from ended stays of the transaction's own organization; numbers and times stay.
    CREATE FUNCTION app.forget_stays(entry_ids uuid[]) RETURNS integer
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        WITH forgotten AS (
          UPDATE public.entries SET patient_name = NULL, phone = NULL, email = NULL, note = NULL, personal = NULL,
            phone_index = NULL, email_index = NULL, person_key = NULL, outcome = NULL, anonymised_at = clock_timestamp()
          WHERE organization_id = app.current_org() AND id = ANY (entry_ids) AND closed_at IS NOT NULL AND anonymised_at IS NULL
          RETURNING id),
        events AS (
          UPDATE public.queue_events SET reason = NULL, before = NULL
          WHERE organization_id = app.current_org() AND entry_id IN (SELECT id FROM forgotten) AND (reason IS NOT NULL OR before IS NOT NULL)),
        called AS (
          UPDATE public.calls SET reason = NULL
          WHERE organization_id = app.current_org() AND entry_id IN (SELECT id FROM forgotten) AND reason IS NOT NULL)
        SELECT count(*)::integer FROM forgotten
      $$;

    ALTER FUNCTION app.drop_old_payloads(timestamptz, integer) OWNER TO waitlessq_owner;
    ALTER FUNCTION app.unsealed_stays(integer) OWNER TO waitlessq_owner;
    ALTER FUNCTION app.stays_to_forget(timestamptz, integer) OWNER TO waitlessq_owner;
    ALTER FUNCTION app.forget_stays(uuid[]) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.drop_old_payloads(timestamptz, integer), app.unsealed_stays(integer),
      app.stays_to_forget(timestamptz, integer), app.forget_stays(uuid[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.drop_old_payloads(timestamptz, integer), app.unsealed_stays(integer),
      app.stays_to_forget(timestamptz, integer), app.forget_stays(uuid[]) TO waitlessq_runtime;
  `);
}
