type Sql = (text: string) => Promise<unknown>;

/** What an organization says on its displays while nobody is being called. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    ALTER TABLE files DROP CONSTRAINT files_purpose_check;
    ALTER TABLE files ADD CONSTRAINT files_purpose_check CHECK (purpose IN ('logo', 'display_message'));

    CREATE TABLE display_messages (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      -- By language; one that is missing is not said.
      texts jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(texts) = 'object'),
      picture_id uuid,
      -- Null: in every office.
      office_id uuid,
      -- Local days of the office, both included.
      from_on date,
      until_on date,
      position integer NOT NULL DEFAULT 100 CHECK (position BETWEEN 1 AND 1000),
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      CHECK (from_on <= until_on),
      FOREIGN KEY (organization_id, picture_id) REFERENCES files (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE INDEX ON display_messages (organization_id, picture_id);
    CREATE INDEX ON display_messages (organization_id, office_id);
    CALL app.guard('display_messages');

    -- None: wherever the office is shown. A queue that is named here is put out of use, not deleted: without its last queue a
    -- message would be everybody's.
    CREATE TABLE display_message_queues (
      organization_id uuid NOT NULL,
      message_id uuid NOT NULL,
      queue_id uuid NOT NULL,
      PRIMARY KEY (organization_id, message_id, queue_id),
      FOREIGN KEY (organization_id, message_id) REFERENCES display_messages (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, queue_id) REFERENCES queues (organization_id, id)
    );
    CREATE INDEX ON display_message_queues (organization_id, queue_id);
    CALL app.guard('display_message_queues');
  `);
}
