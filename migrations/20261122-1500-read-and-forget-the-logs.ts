type Sql = (text: string) => Promise<unknown>;

/**
 * The logs are read by who did something, and forgotten in time: who changed what after two years, who tried what after one.
 * The runtime role may call this and still change nothing that was written down.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE INDEX ON audit_log (organization_id, actor_id);
    CREATE INDEX audit_log_age ON audit_log (at);
    CREATE INDEX security_log_age ON security_log (at);
    CREATE FUNCTION app.sweep_logs(moment timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        -- Nobody makes it later than it is.
        DELETE FROM public.audit_log WHERE at < least(moment, clock_timestamp()) - interval '2 years';
        DELETE FROM public.security_log WHERE at < least(moment, clock_timestamp()) - interval '1 year';
      $$;
    ALTER FUNCTION app.sweep_logs(timestamptz) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.sweep_logs(timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.sweep_logs(timestamptz) TO waitlessq_runtime;
  `);
}
