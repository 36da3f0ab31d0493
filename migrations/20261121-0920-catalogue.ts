type Sql = (text: string) => Promise<unknown>;

/** Offices, services, providers, queues and counters: what an organization sets up once and changes now and then. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE offices (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      address text,
      time_zone text NOT NULL,
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id)
    );
    CALL app.guard('offices');

    CREATE TABLE services (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      description text,
      duration_minutes integer NOT NULL CHECK (duration_minutes BETWEEN 1 AND 1440),
      price_cents integer CHECK (price_cents >= 0),
      currency text CHECK (currency ~ '^[A-Z]{3}$'),
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      CHECK ((price_cents IS NULL) = (currency IS NULL))
    );
    CALL app.guard('services');

    CREATE TABLE providers (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      title text,
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id)
    );
    CALL app.guard('providers');

    CREATE TABLE provider_offices (
      organization_id uuid NOT NULL,
      provider_id uuid NOT NULL,
      office_id uuid NOT NULL,
      is_primary boolean NOT NULL DEFAULT false,
      PRIMARY KEY (organization_id, provider_id, office_id),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE UNIQUE INDEX provider_offices_one_primary ON provider_offices (organization_id, provider_id) WHERE is_primary;
    CREATE INDEX ON provider_offices (organization_id, office_id);
    CALL app.guard('provider_offices');

    CREATE TABLE queues (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      prefix text NOT NULL CHECK (prefix ~ '^[A-Z]{1,3}$'),
      office_id uuid NOT NULL,
      provider_id uuid,
      service_id uuid,
      status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'paused', 'closed')),
      status_reason text,
      status_until timestamptz,
      capacity integer CHECK (capacity > 0),
      public_join boolean NOT NULL DEFAULT false,
      policy jsonb NOT NULL DEFAULT '{}',
      active boolean NOT NULL DEFAULT true,
      -- The head of the queue's history. Whoever changes the queue holds this row's lock and takes the next version.
      epoch text NOT NULL,
      version bigint NOT NULL DEFAULT 0,
      joined_seq bigint NOT NULL DEFAULT 0,
      call_seq bigint NOT NULL DEFAULT 0,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id),
      FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id)
    ) WITH (fillfactor = 70);
    -- The version changes with every call: room for HOT updates, and no index on what changes.
    CREATE UNIQUE INDEX queues_prefix ON queues (organization_id, office_id, prefix) WHERE active;
    CREATE INDEX ON queues (organization_id, office_id);
    CREATE INDEX ON queues (organization_id, provider_id);
    CREATE INDEX ON queues (organization_id, service_id);
    CALL app.guard('queues');

    CREATE TABLE counters (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      office_id uuid NOT NULL,
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE INDEX ON counters (organization_id, office_id);
    CREATE UNIQUE INDEX counters_name ON counters (organization_id, office_id, name) WHERE active;
    CALL app.guard('counters');

    CREATE TABLE counter_sessions (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      counter_id uuid NOT NULL,
      user_id uuid,
      state text NOT NULL CHECK (state IN ('open', 'paused')),
      reason text,
      until timestamptz,
      started_at timestamptz NOT NULL,
      ended_at timestamptz,
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, counter_id) REFERENCES counters (organization_id, id),
      FOREIGN KEY (organization_id, user_id) REFERENCES users (organization_id, id)
    );
    CREATE UNIQUE INDEX counter_sessions_one_open ON counter_sessions (organization_id, counter_id) WHERE ended_at IS NULL;
    CREATE INDEX ON counter_sessions (organization_id, counter_id);
    CREATE INDEX ON counter_sessions (organization_id, user_id);
    CALL app.guard('counter_sessions');

    CREATE TABLE counter_session_queues (
      organization_id uuid NOT NULL,
      session_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      PRIMARY KEY (organization_id, session_id, queue_id),
      FOREIGN KEY (organization_id, session_id) REFERENCES counter_sessions (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id)
    );
    CREATE INDEX ON counter_session_queues (organization_id, queue_id);
    CALL app.guard('counter_session_queues');
  `);
}
