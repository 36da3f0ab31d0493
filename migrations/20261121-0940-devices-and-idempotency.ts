type Sql = (text: string) => Promise<unknown>;

export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE devices (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('display', 'kiosk')),
      name text NOT NULL,
      office_id uuid NOT NULL,
      token_hash bytea,
      revoked_at timestamptz,
      last_seen_at timestamptz,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE INDEX ON devices (organization_id, office_id);
    CALL app.guard('devices');

    CREATE TABLE device_queues (
      organization_id uuid NOT NULL,
      device_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      PRIMARY KEY (organization_id, device_id, queue_id),
      FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON device_queues (organization_id, queue_id);
    CALL app.guard('device_queues');

    CREATE TABLE device_codes (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      user_code text NOT NULL,
      device_code_hash bytea NOT NULL,
      expires_at timestamptz NOT NULL,
      device_id uuid,
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, user_code),
      UNIQUE (organization_id, device_code_hash),
      FOREIGN KEY (organization_id, device_id) REFERENCES devices (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON device_codes (organization_id, device_id);
    CALL app.guard('device_codes');

    -- Claimed in the transaction of the effect, so that the same key can never act twice. The answer is stored encrypted: it may
    -- hold a name or a tracking link.
    CREATE TABLE idempotency_keys (
      -- Deferred: signing up claims its key before the organization is there.
      organization_id uuid NOT NULL REFERENCES control.organizations (id) DEFERRABLE INITIALLY DEFERRED,
      principal text NOT NULL,
      key text NOT NULL,
      fingerprint bytea NOT NULL,
      status smallint,
      response bytea,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, principal, key)
    );
    CREATE INDEX ON idempotency_keys (organization_id, created_at);
    CALL app.guard('idempotency_keys');
  `);
}
