type Sql = (text: string) => Promise<unknown>;

/** What a person was told of an appointment, and the secret addresses of calendars. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    CREATE TABLE appointment_messages (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      appointment_id uuid NOT NULL,
      kind text NOT NULL CHECK (kind IN ('confirmation', 'reminder', 'moved', 'cancelled', 'offer')),
      channel text NOT NULL CHECK (channel IN ('email', 'push', 'sms', 'whatsapp')),
      -- The start that it speaks of, and of a reminder how many minutes before.
      starts_at timestamptz NOT NULL,
      lead integer NOT NULL DEFAULT 0,
      -- sending: somebody is at it; waiting: it will be tried again; the others are the end of it.
      status text NOT NULL CHECK (status IN ('sending', 'waiting', 'sent', 'failed', 'skipped')),
      at timestamptz NOT NULL,
      detail text,
      PRIMARY KEY (organization_id, id),
      -- Nothing is told twice.
      UNIQUE (organization_id, appointment_id, kind, starts_at, lead, channel),
      FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id) ON DELETE CASCADE
    );
    CALL app.guard('appointment_messages');

    -- A new one ends the old, whose address was made from its id.
    CREATE TABLE calendar_feeds (
      organization_id uuid NOT NULL,
      id uuid NOT NULL,
      provider_id uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      UNIQUE (organization_id, provider_id),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id) ON DELETE CASCADE
    );
    CALL app.guard('calendar_feeds');
  `);
}
