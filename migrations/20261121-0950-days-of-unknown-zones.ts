type Sql = (text: string) => Promise<unknown>;

/**
 * A time zone that Node knows and this PostgreSQL does not (`VST`, or one that is newer than its tables) ended the question for
 * all organizations. Such an office's day now counts as over half a day late at most; the command looks at the exact day itself.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE FUNCTION app.day_in(at timestamptz, zone text) RETURNS date
      LANGUAGE plpgsql STABLE SET search_path = pg_catalog
      AS $$ BEGIN
        RETURN (at AT TIME ZONE zone)::date;
      EXCEPTION WHEN invalid_parameter_value THEN
        -- Nowhere is it earlier than this.
        RETURN (at AT TIME ZONE 'UTC' - interval '12 hours')::date;
      END $$;
    ALTER FUNCTION app.day_in(timestamptz, text) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.day_in(timestamptz, text) FROM PUBLIC;
    CREATE OR REPLACE FUNCTION app.days_to_close(at timestamptz, at_most integer)
      RETURNS TABLE (organization_id uuid, queue_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT DISTINCT e.organization_id, e.queue_id FROM public.entries e
            JOIN public.queues q ON q.organization_id = e.organization_id AND q.id = e.queue_id
            JOIN public.offices o ON o.organization_id = q.organization_id AND o.id = q.office_id
            WHERE e.closed_at IS NULL AND e.service_on < app.day_in(at, o.time_zone)
              AND coalesce((q.policy ->> 'close_of_day')::boolean, true) LIMIT at_most $$;
  `);
}
