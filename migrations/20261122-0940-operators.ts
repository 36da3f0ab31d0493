type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- The people of the platform. The service itself cannot read them: only the operator's commands do, as the owner.
    CREATE TABLE control.operators (
      id uuid PRIMARY KEY,
      email text NOT NULL UNIQUE CHECK (email = lower(email)),
      name text NOT NULL,
      active boolean NOT NULL DEFAULT true,
      created_at timestamptz NOT NULL DEFAULT now()
    );
    ALTER TABLE control.operators OWNER TO waitlessq_owner;

    -- When somebody of the platform was let into an organization, and why. It belongs to the organization.
    CREATE TABLE support_access (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      operator text NOT NULL,
      reason text NOT NULL,
      role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'staff', 'viewer')),
      token_hash bytea NOT NULL,
      starts_at timestamptz NOT NULL,
      ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
      ended_at timestamptz,
      PRIMARY KEY (organization_id, id)
    );
    CALL app.guard('support_access');
  `);
}
