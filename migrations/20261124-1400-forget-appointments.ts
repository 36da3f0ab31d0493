type Sql = (text: string) => Promise<unknown>;

/** Appointments are kept as long as stays. The clock asks for those of all organizations; the service itself empties them. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE FUNCTION app.appointments_to_forget(moment timestamptz, at_most integer)
      RETURNS TABLE (organization_id uuid, appointment_id uuid)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT o.id, a.id FROM control.organizations o
            CROSS JOIN LATERAL (
              SELECT id FROM public.appointments
              WHERE organization_id = o.id AND anonymised_at IS NULL AND closed_at < moment - make_interval(days => o.retention_days)
              ORDER BY closed_at LIMIT at_most) a
            WHERE o.retention_days IS NOT NULL LIMIT at_most $$;
    ALTER FUNCTION app.appointments_to_forget(timestamptz, integer) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.appointments_to_forget(timestamptz, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.appointments_to_forget(timestamptz, integer) TO waitlessq_runtime;
  `);
}
