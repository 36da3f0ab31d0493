type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- The directory of organizations is read before anybody knows which one is asked for, so it stands outside row security.
    CREATE TABLE control.organizations (
      id uuid PRIMARY KEY,
      slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$'),
      subdomain text UNIQUE CHECK (subdomain ~ '^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$'),
      name text NOT NULL,
      status text NOT NULL DEFAULT 'trial' CHECK (status IN ('trial', 'active', 'suspended', 'closed')),
      status_reason text,
      plan_type text NOT NULL DEFAULT 'trial' CHECK (plan_type IN ('trial', 'basic', 'pro', 'enterprise')),
      features jsonb NOT NULL DEFAULT '{}',
      time_zone text NOT NULL,
      languages jsonb NOT NULL DEFAULT '["en"]',
      branding jsonb NOT NULL DEFAULT '{}',
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now()
    );
    ALTER TABLE control.organizations OWNER TO waitlessq_owner;
    GRANT SELECT, INSERT, UPDATE ON control.organizations TO waitlessq_runtime;

    CREATE TABLE users (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      email text NOT NULL CHECK (email = lower(email)),
      name text NOT NULL,
      password_hash text,
      role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'staff', 'viewer')),
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, email)
    );
    CALL app.guard('users');

    CREATE TABLE refresh_tokens (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      user_id uuid NOT NULL,
      family_id uuid NOT NULL,
      token_hash bytea NOT NULL,
      issued_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      replaced_at timestamptz,
      ended_at timestamptz,
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, token_hash),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON refresh_tokens (organization_id, user_id);
    CREATE INDEX ON refresh_tokens (organization_id, family_id);
    CALL app.guard('refresh_tokens');
  `);
}
