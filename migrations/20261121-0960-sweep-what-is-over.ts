type Sql = (text: string) => Promise<unknown>;

/**
 * What nobody can use any more goes, for all organizations at once: answers kept for repeated requests (24 hours), sign-ins and
 * pairing codes that ended a day ago. The runtime role may call this and still delete nothing else across organizations.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
    CREATE INDEX refresh_tokens_end ON refresh_tokens (expires_at);
    CREATE FUNCTION app.sweep(at timestamptz) RETURNS void
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$
        DELETE FROM public.idempotency_keys WHERE created_at < at - interval '24 hours';
        DELETE FROM public.refresh_tokens WHERE expires_at < at - interval '24 hours';
        DELETE FROM public.device_codes WHERE expires_at < at - interval '24 hours';
      $$;
    ALTER FUNCTION app.sweep(timestamptz) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.sweep(timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.sweep(timestamptz) TO waitlessq_runtime;
  `);
}
