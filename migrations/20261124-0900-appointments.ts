type Sql = (text: string) => Promise<unknown>;

/** Regular hours with their exceptions, and the appointments that are booked into them. PostgreSQL judges what overlaps. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- Where somebody is who says to be here: near enough, or able to read the code that hangs at the entrance.
    ALTER TABLE offices
      ADD COLUMN latitude double precision CHECK (latitude BETWEEN -90 AND 90),
      ADD COLUMN longitude double precision CHECK (longitude BETWEEN -180 AND 180),
      ADD COLUMN arrival_radius integer CHECK (arrival_radius BETWEEN 20 AND 5000),
      ADD COLUMN premises_code text CHECK (premises_code ~ '^[A-HJ-NP-Z2-9]{6}$'),
      ADD CHECK ((latitude IS NULL) = (longitude IS NULL));

    ALTER TABLE services ADD COLUMN booking jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(booking) = 'object');

    CREATE TABLE provider_services (
      organization_id uuid NOT NULL,
      provider_id uuid NOT NULL,
      service_id uuid NOT NULL,
      PRIMARY KEY (organization_id, provider_id, service_id),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id) ON DELETE CASCADE,
      FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id) ON DELETE CASCADE
    );
    CREATE INDEX ON provider_services (organization_id, service_id);
    CALL app.guard('provider_services');

    CREATE TABLE schedules (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      provider_id uuid NOT NULL,
      office_id uuid NOT NULL,
      -- Local days of the office, both included. Null: for good.
      effective_from date NOT NULL,
      effective_until date,
      -- [{weekday: 1 to 7 from Monday, from: 'HH:MM', until: 'HH:MM' or '24:00'}], on the office's clock.
      hours jsonb NOT NULL CHECK (jsonb_typeof(hours) = 'array'),
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      CHECK (effective_from <= effective_until),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE INDEX ON schedules (organization_id, provider_id);
    CREATE INDEX ON schedules (organization_id, office_id);
    CALL app.guard('schedules');

    CREATE TABLE schedule_exceptions (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      name text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('closed', 'open')),
      -- A provider's leave, an office's holiday, or a provider's day at one office.
      provider_id uuid,
      office_id uuid,
      from_on date NOT NULL,
      until_on date NOT NULL,
      -- On each of these days; null: the whole day.
      from_time text CHECK (from_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
      until_time text CHECK (until_time ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
      -- Of the calendar that it was imported from.
      imported_uid text,
      active boolean NOT NULL DEFAULT true,
      revision integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id),
      CHECK (from_on <= until_on),
      CHECK (provider_id IS NOT NULL OR office_id IS NOT NULL),
      CHECK ((from_time IS NULL) = (until_time IS NULL) AND from_time < until_time),
      -- Whoever works beside the regular hours works somewhere, from when to when.
      CHECK (kind = 'closed' OR (provider_id IS NOT NULL AND office_id IS NOT NULL AND from_time IS NOT NULL)),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id)
    );
    CREATE INDEX ON schedule_exceptions (organization_id, provider_id, until_on);
    CREATE INDEX ON schedule_exceptions (organization_id, office_id, until_on);
    CREATE UNIQUE INDEX schedule_exceptions_imported ON schedule_exceptions (organization_id, office_id, imported_uid, from_on)
      WHERE imported_uid IS NOT NULL;
    CALL app.guard('schedule_exceptions');

    CREATE TABLE appointment_series (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      -- RFC 5545, with the first start on the office's clock: 09:00 stays 09:00.
      rule text NOT NULL,
      starts_local text NOT NULL CHECK (starts_local ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
      time_zone text NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (organization_id, id)
    );
    CALL app.guard('appointment_series');

    CREATE TABLE appointments (
      organization_id uuid NOT NULL REFERENCES control.organizations (id),
      id uuid NOT NULL,
      -- One person's matter, however often it is moved: the first row's id. Links, codes and calendars go by it.
      origin_id uuid NOT NULL,
      rescheduled_from uuid,
      sequence integer NOT NULL DEFAULT 0,
      code text NOT NULL CHECK (code ~ '^[A-HJ-NP-Z2-9]{8}$'),
      version integer NOT NULL DEFAULT 1,
      status text NOT NULL CHECK (status IN ('held', 'booked', 'arrived', 'checked_in', 'fulfilled', 'waitlisted', 'offered',
        'cancelled', 'no_show', 'rescheduled', 'expired')),
      status_at timestamptz NOT NULL,
      -- When the clock acts: a hold or an offer ends, somebody counts as missed.
      timer_at timestamptz,
      service_id uuid NOT NULL,
      office_id uuid NOT NULL,
      -- Null only while somebody waits for a time with anybody.
      provider_id uuid,
      starts_at timestamptz,
      ends_at timestamptz,
      -- With what is kept free before and after.
      busy_from timestamptz,
      busy_until timestamptz,
      seat smallint NOT NULL DEFAULT 0 CHECK (seat >= 0),
      capacity smallint NOT NULL DEFAULT 1,
      overbooked boolean NOT NULL DEFAULT false,
      -- Whether this row keeps others away. What was fulfilled does, so that it may be taken up again.
      holds_time boolean GENERATED ALWAYS AS
        (status IN ('held', 'offered', 'booked', 'arrived', 'checked_in', 'fulfilled') AND NOT overbooked) STORED,
      series_id uuid,
      -- What the series said of this one, on the office's clock.
      series_on text,
      -- Of somebody on the waitlist: from which to which local day, and the hours of a day.
      wanted_from date,
      wanted_until date,
      wanted_from_time text,
      wanted_until_time text,
      -- Whoever wants a time with anybody has a provider only while one is offered.
      any_provider boolean NOT NULL DEFAULT false,
      -- Times that were offered and not taken are not offered again.
      refused timestamptz[] NOT NULL DEFAULT '{}',
      -- Given back by somebody and taken by somebody of the waitlist.
      backfilled boolean NOT NULL DEFAULT false,
      source text NOT NULL CHECK (source IN ('online', 'staff', 'api')),
      language text,
      -- Name, phone, e-mail address, note and date of birth, sealed.
      personal bytea,
      phone_index text,
      email_index text,
      -- Of name and date of birth: how somebody is found who has no code.
      name_index text,
      -- Who must not be in two places at once.
      person_key text,
      reminders boolean NOT NULL DEFAULT true,
      reason text,
      created_at timestamptz NOT NULL,
      -- When the matter was over; from then on it is forgotten in time.
      closed_at timestamptz,
      anonymised_at timestamptz,
      PRIMARY KEY (organization_id, id),
      FOREIGN KEY (organization_id, origin_id) REFERENCES appointments (organization_id, id),
      FOREIGN KEY (organization_id, rescheduled_from) REFERENCES appointments (organization_id, id),
      FOREIGN KEY (organization_id, service_id) REFERENCES services (organization_id, id),
      FOREIGN KEY (organization_id, office_id) REFERENCES offices (organization_id, id),
      FOREIGN KEY (organization_id, provider_id) REFERENCES providers (organization_id, id),
      FOREIGN KEY (organization_id, series_id) REFERENCES appointment_series (organization_id, id),
      CHECK (seat < capacity OR overbooked),
      CHECK (starts_at < ends_at AND busy_from <= starts_at AND ends_at <= busy_until),
      CHECK (num_nulls(starts_at, ends_at, busy_from, busy_until, provider_id) = 0
        OR (num_nulls(starts_at, ends_at, busy_from, busy_until) = 4 AND status IN ('waitlisted', 'cancelled', 'expired'))),
      -- Nobody sits on another's seat,
      CONSTRAINT appointments_one_per_seat EXCLUDE USING gist (
        organization_id WITH =, provider_id WITH =, seat WITH =, tstzrange(busy_from, busy_until) WITH &&) WHERE (holds_time),
      -- who shares a provider's time came for the same and at the same moment: a group,
      CONSTRAINT appointments_one_service EXCLUDE USING gist (
        organization_id WITH =, provider_id WITH =, service_id WITH <>, tstzrange(busy_from, busy_until) WITH &&) WHERE (holds_time),
      CONSTRAINT appointments_one_start EXCLUDE USING gist (
        organization_id WITH =, provider_id WITH =, starts_at WITH <>, tstzrange(busy_from, busy_until) WITH &&) WHERE (holds_time),
      -- and a person in one place.
      CONSTRAINT appointments_one_place EXCLUDE USING gist (
        organization_id WITH =, person_key WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (holds_time AND person_key IS NOT NULL)
    );
    CREATE INDEX appointments_of_provider ON appointments (organization_id, provider_id, busy_from) WHERE holds_time;
    CREATE INDEX appointments_of_office ON appointments (organization_id, office_id, starts_at);
    -- The present row of a matter.
    CREATE UNIQUE INDEX appointments_present ON appointments (organization_id, origin_id) WHERE status <> 'rescheduled';
    CREATE UNIQUE INDEX appointments_code ON appointments (organization_id, code) WHERE status <> 'rescheduled';
    CREATE INDEX appointments_waitlist ON appointments (organization_id, service_id, created_at) WHERE status = 'waitlisted';
    CREATE INDEX appointments_of_phone ON appointments (organization_id, phone_index) WHERE phone_index IS NOT NULL;
    CREATE INDEX appointments_of_email ON appointments (organization_id, email_index) WHERE email_index IS NOT NULL;
    CREATE INDEX appointments_of_name ON appointments (organization_id, name_index) WHERE name_index IS NOT NULL;
    CREATE INDEX appointments_to_forget ON appointments (organization_id, closed_at)
      WHERE closed_at IS NOT NULL AND anonymised_at IS NULL;
    CREATE INDEX ON appointments (organization_id, rescheduled_from);
    CREATE INDEX ON appointments (organization_id, service_id);
    CREATE INDEX ON appointments (organization_id, provider_id, starts_at);
    CREATE INDEX ON appointments (organization_id, series_id);
    -- Across organizations, for the clock.
    CREATE INDEX appointments_timer ON appointments (timer_at) WHERE timer_at IS NOT NULL;
    CALL app.guard('appointments');

    -- Every status is an interval here, too. Keyed by the appointment's version at its start.
    CREATE TABLE appointment_events (
      organization_id uuid NOT NULL,
      appointment_id uuid NOT NULL,
      version integer NOT NULL,
      move text NOT NULL,
      status text NOT NULL,
      at timestamptz NOT NULL,
      actor_kind text NOT NULL,
      actor_id uuid,
      PRIMARY KEY (organization_id, appointment_id, version),
      FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id) ON DELETE CASCADE
    );
    CALL app.guard('appointment_events');
    REVOKE UPDATE, DELETE ON appointment_events FROM waitlessq_runtime;

    ALTER TABLE entries ADD COLUMN appointment_id uuid,
      ADD FOREIGN KEY (organization_id, appointment_id) REFERENCES appointments (organization_id, id);
    CREATE INDEX entries_of_appointment ON entries (organization_id, appointment_id) WHERE appointment_id IS NOT NULL;

    CREATE FUNCTION app.due_appointments(at timestamptz, at_most integer)
      RETURNS TABLE (organization_id uuid, appointment_id uuid, appointment_version integer)
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
      AS $$ SELECT a.organization_id, a.id, a.version FROM public.appointments a
            WHERE a.timer_at <= at ORDER BY a.timer_at LIMIT at_most $$;
    ALTER FUNCTION app.due_appointments(timestamptz, integer) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.due_appointments(timestamptz, integer) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.due_appointments(timestamptz, integer) TO waitlessq_runtime;
  `);
}
