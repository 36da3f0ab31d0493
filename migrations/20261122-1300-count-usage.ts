type Sql = (text: string) => Promise<unknown>;

/** What every node counts for all organizations at once, added up in one statement; it answers with ids and sums. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE FUNCTION app.add_usage(organizations uuid[], calls bigint[], peaks integer[])
      RETURNS TABLE (organization_id uuid, api_calls bigint)
      LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ INSERT INTO public.usage_days AS d (organization_id, on_day, api_calls, sockets_peak)
            SELECT o.id, (clock_timestamp() AT TIME ZONE o.time_zone)::date, counted.calls, counted.peak
              FROM unnest(organizations, calls, peaks) AS counted (id, calls, peak)
              JOIN control.organizations o USING (id)
              -- Two nodes that add at the same time take the rows in the same order.
              ORDER BY o.id
            ON CONFLICT (organization_id, on_day) DO UPDATE
              SET api_calls = d.api_calls + excluded.api_calls, sockets_peak = greatest(d.sockets_peak, excluded.sockets_peak)
              -- Screens that merely stay write nothing.
              WHERE excluded.api_calls > 0 OR excluded.sockets_peak > d.sockets_peak
            RETURNING d.organization_id, d.api_calls $$;
    ALTER FUNCTION app.add_usage(uuid[], bigint[], integer[]) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.add_usage(uuid[], bigint[], integer[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.add_usage(uuid[], bigint[], integer[]) TO waitlessq_runtime;
  `);
}
