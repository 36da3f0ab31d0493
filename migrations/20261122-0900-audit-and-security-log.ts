type Sql = (text: string) => Promise<unknown>;

/** Who changed what, and who tried what. Both are only ever added to. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE audit_log (
      organization_id uuid NOT NULL REFERENCES control.organizations (id) DEFERRABLE INITIALLY DEFERRED,
      id uuid NOT NULL,
      at timestamptz NOT NULL,
      actor_kind text NOT NULL,
      actor_id uuid,
      -- As it was then: the account may have another name today, or none.
      actor_name text,
      action text NOT NULL,
      subject_id uuid,
      before jsonb,
      after jsonb,
      reason text,
      address text,
      request_id text,
      PRIMARY KEY (organization_id, id)
    );
    CREATE INDEX ON audit_log (organization_id, subject_id);
    CALL app.guard('audit_log');

    CREATE TABLE security_log (
      organization_id uuid NOT NULL REFERENCES control.organizations (id) DEFERRABLE INITIALLY DEFERRED,
      id uuid NOT NULL,
      at timestamptz NOT NULL,
      event text NOT NULL,
      actor_kind text,
      actor_id uuid,
      actor_name text,
      address text,
      request_id text,
      details jsonb NOT NULL DEFAULT '{}',
      PRIMARY KEY (organization_id, id)
    );
    CALL app.guard('security_log');
    REVOKE UPDATE, DELETE ON audit_log, security_log FROM waitlessq_runtime;
  `);
}
