type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- What each plan allows; NULL is without limit. Rows, so that an operator may change them.
    CREATE TABLE control.plans (
      plan_type text PRIMARY KEY CHECK (plan_type IN ('trial', 'basic', 'pro', 'enterprise')),
      providers integer CHECK (providers >= 0),
      users integer CHECK (users >= 0),
      displays integer CHECK (displays >= 0),
      storage bigint CHECK (storage >= 0),
      api_calls bigint CHECK (api_calls >= 0),
      sockets integer CHECK (sockets >= 0),
      requests integer CHECK (requests > 0),
      features jsonb NOT NULL DEFAULT '{}'
    );
    ALTER TABLE control.plans OWNER TO waitlessq_owner;
    GRANT SELECT ON control.plans TO waitlessq_runtime;
    INSERT INTO control.plans VALUES
      ('trial',         5,   20,   20,    1073741824,   500000,  5000,  300, '{"analytics": true, "custom_branding": true}'),
      ('basic',         5,   20,   20,   10737418240,  1000000,  5000,  300, '{}'),
      ('pro',          25,  100,  100,   53687091200,  5000000, 20000,  600, '{"analytics": true, "integrations": true}'),
      ('enterprise', NULL, NULL, NULL,  536870912000,     NULL,  NULL, 2000,
        '{"analytics": true, "integrations": true, "api_keys": true, "custom_branding": true, "custom_domain": true}');

    ALTER TABLE control.organizations
      -- What was agreed with this organization apart from its plan: {"providers": 40}; null inside is without limit.
      ADD COLUMN limits jsonb NOT NULL DEFAULT '{}',
      ADD COLUMN trial_ends_at timestamptz,
      ADD COLUMN require_otp boolean NOT NULL DEFAULT false,
      ADD COLUMN retention_days integer DEFAULT 90 CHECK (retention_days BETWEEN 1 AND 3650),
      ADD COLUMN suspended_at timestamptz,
      ADD COLUMN exported_at timestamptz,
      ADD COLUMN closed_at timestamptz;
    -- The directory is read by everybody and written by its own.
    ALTER TABLE control.organizations ENABLE ROW LEVEL SECURITY;
    ALTER TABLE control.organizations FORCE ROW LEVEL SECURITY;
    CREATE POLICY directory ON control.organizations FOR SELECT USING (true);
    CREATE POLICY own_new ON control.organizations FOR INSERT WITH CHECK (id = (SELECT app.current_org()));
    CREATE POLICY own_change ON control.organizations FOR UPDATE USING (id = (SELECT app.current_org()));

    -- What was used, by day of the organization's own time zone.
    CREATE TABLE usage_days (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      on_day date NOT NULL,
      api_calls bigint NOT NULL DEFAULT 0,
      sockets_peak integer NOT NULL DEFAULT 0,
      PRIMARY KEY (organization_id, on_day)
    );
    CALL app.guard('usage_days');
  `);
}
