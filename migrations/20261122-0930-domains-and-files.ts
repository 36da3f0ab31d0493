type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- Hosts of their own. Looked up before anybody knows which organization is asked for, so it is a directory, too.
    CREATE TABLE control.domains (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      host text NOT NULL CHECK (host = lower(host)),
      challenge text NOT NULL,
      verified_at timestamptz,
      checked_at timestamptz,
      -- Since when the record has been missing.
      failing_since timestamptz,
      -- Given up: the name rests before another organization may verify it.
      released_at timestamptz,
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organization_id, id)
    );
    -- Anybody may claim a name; one may prove it.
    CREATE UNIQUE INDEX domains_verified ON control.domains (host) WHERE verified_at IS NOT NULL AND released_at IS NULL;
    CREATE UNIQUE INDEX domains_own ON control.domains (organization_id, host) WHERE released_at IS NULL;
    CREATE INDEX ON control.domains (host);
    ALTER TABLE control.domains OWNER TO waitlessq_owner;
    ALTER TABLE control.domains ENABLE ROW LEVEL SECURITY;
    ALTER TABLE control.domains FORCE ROW LEVEL SECURITY;
    CREATE POLICY directory ON control.domains FOR SELECT USING (true);
    CREATE POLICY own_new ON control.domains FOR INSERT WITH CHECK (organization_id = (SELECT app.current_org()));
    CREATE POLICY own_change ON control.domains FOR UPDATE USING (organization_id = (SELECT app.current_org()));
    CREATE POLICY own_end ON control.domains FOR DELETE USING (organization_id = (SELECT app.current_org()));
    GRANT SELECT, INSERT, UPDATE, DELETE ON control.domains TO waitlessq_runtime;

    CREATE TABLE files (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      purpose text NOT NULL CHECK (purpose IN ('logo')),
      content_type text NOT NULL,
      content bytea NOT NULL,
      size integer NOT NULL CHECK (size > 0 AND size = octet_length(content)),
      created_at timestamptz NOT NULL,
      PRIMARY KEY (organization_id, id)
    );
    CREATE UNIQUE INDEX files_one_logo ON files (organization_id, purpose) WHERE purpose = 'logo';
    CALL app.guard('files');
  `);
}
