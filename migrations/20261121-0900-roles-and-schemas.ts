type Sql = (text: string) => Promise<unknown>;

/**
 * Three kinds of role: the owner of the tables (nobody logs in as it), the group the service's own login belongs to, and
 * whoever migrates. Roles belong to the whole server, so another database may have made them already.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    DO $$ BEGIN
      BEGIN CREATE ROLE waitlessq_owner NOLOGIN BYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
      BEGIN CREATE ROLE waitlessq_runtime NOLOGIN NOBYPASSRLS; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END;
    END $$;
    CREATE EXTENSION IF NOT EXISTS btree_gist;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    DO $$ BEGIN EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database()); END $$;
    GRANT USAGE ON SCHEMA public TO waitlessq_runtime;
    CREATE SCHEMA control;
    CREATE SCHEMA app;
    GRANT USAGE ON SCHEMA control, app TO waitlessq_runtime;
    GRANT USAGE ON SCHEMA public, control, app TO waitlessq_owner;

    CREATE FUNCTION app.current_org() RETURNS uuid LANGUAGE sql STABLE
      RETURN nullif(current_setting('app.organization_id', true), '')::uuid;

    -- Row security for one table of an organization: one policy, always in this form. A volatile function or a cast of the
    -- column here made reads a thousand times slower.
    CREATE PROCEDURE app.guard(tab text) LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %I OWNER TO waitlessq_owner', tab);
      EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tab);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tab);
      EXECUTE format('CREATE POLICY own_organization ON %I USING (organization_id = (SELECT app.current_org()))', tab);
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO waitlessq_runtime', tab);
    END $$;
    REVOKE ALL ON PROCEDURE app.guard(text) FROM PUBLIC;
  `);
}
