type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- The keys that sign access tokens, by number. The key itself is derived from the service's secret, never stored.
    CREATE TABLE signing_keys (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      number integer NOT NULL CHECK (number > 0),
      created_at timestamptz NOT NULL DEFAULT now(),
      -- Tokens of a rotated key are taken until then.
      retires_at timestamptz,
      PRIMARY KEY (organization_id, number)
    );
    CALL app.guard('signing_keys');
    INSERT INTO signing_keys (organization_id, number) SELECT id, 1 FROM control.organizations;

    ALTER TABLE users
      -- Sealed; the second factor is on once it was confirmed.
      ADD COLUMN otp_secret bytea,
      ADD COLUMN otp_confirmed_at timestamptz,
      -- The step of the last code that was taken: no code is taken twice.
      ADD COLUMN otp_last_step bigint,
      ADD COLUMN last_signed_in_at timestamptz;

    CREATE TABLE recovery_codes (
      organization_id uuid NOT NULL,
      user_id uuid NOT NULL,
      code_hash bytea NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (organization_id, user_id, code_hash),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
    );
    CALL app.guard('recovery_codes');

    -- Whose work is limited; no row in either: everywhere.
    CREATE TABLE user_offices (
      organization_id uuid NOT NULL,
      user_id uuid NOT NULL,
      office_id uuid NOT NULL,
      PRIMARY KEY (organization_id, user_id, office_id),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON user_offices (organization_id, office_id);
    CALL app.guard('user_offices');
    CREATE TABLE user_queues (
      organization_id uuid NOT NULL,
      user_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      PRIMARY KEY (organization_id, user_id, queue_id),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON user_queues (organization_id, queue_id);
    CALL app.guard('user_queues');

    ALTER TABLE refresh_tokens
      ADD COLUMN address text,
      ADD COLUMN user_agent text;

    CREATE TABLE invitations (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      email text NOT NULL CHECK (email = lower(email)),
      name text,
      role text NOT NULL CHECK (role IN ('owner', 'admin', 'manager', 'staff', 'viewer')),
      office_ids jsonb NOT NULL DEFAULT '[]',
      queue_ids jsonb NOT NULL DEFAULT '[]',
      token_hash bytea NOT NULL,
      invited_by uuid,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      accepted_at timestamptz,
      revoked_at timestamptz,
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, invited_by) REFERENCES users (organization_id, id)
    );
    CREATE INDEX ON invitations (organization_id, invited_by);
    CREATE UNIQUE INDEX invitations_one_open ON invitations (organization_id, email)
      WHERE accepted_at IS NULL AND revoked_at IS NULL;
    CALL app.guard('invitations');

    CREATE TABLE password_resets (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      user_id uuid NOT NULL,
      token_hash bytea NOT NULL,
      created_at timestamptz NOT NULL,
      expires_at timestamptz NOT NULL,
      used_at timestamptz,
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON password_resets (organization_id, user_id);
    CALL app.guard('password_resets');

    CREATE TABLE api_keys (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      token_hash bytea NOT NULL,
      scopes jsonb NOT NULL,
      created_by uuid,
      created_at timestamptz NOT NULL,
      expires_at timestamptz,
      last_used_at timestamptz,
      revoked_at timestamptz,
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, created_by) REFERENCES users (organization_id, id)
    );
    CREATE INDEX ON api_keys (organization_id, created_by);
    CALL app.guard('api_keys');
  `);
}
