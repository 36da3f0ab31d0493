type Sql = (text: string) => Promise<unknown>;

/** One name means one organization, whichever way it is written in an address; and an organization can go without a trace. */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    -- Every slug and subdomain, as its hash: what remains of a name after its organization tells nobody which name it was.
    CREATE TABLE control.names (
      name_hash bytea PRIMARY KEY,
      held_by uuid REFERENCES control.organizations (id) ON DELETE SET NULL,
      -- A name that was given up rests, so that old links do not lead to somebody else.
      rests_until timestamptz
    );
    CREATE INDEX ON control.names (held_by);
    ALTER TABLE control.names OWNER TO waitlessq_owner;

    CREATE FUNCTION control.hold_names() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
      AS $$
      DECLARE wanted text;
      BEGIN
        -- In one order, so that two that want the same two names wait for each other instead of for ever.
        FOR wanted IN SELECT DISTINCT n FROM unnest(ARRAY[NEW.slug, NEW.subdomain]) n WHERE n IS NOT NULL ORDER BY 1 LOOP
          INSERT INTO control.names AS held (name_hash, held_by) VALUES (sha256(convert_to(wanted, 'UTF8')), NEW.id)
            ON CONFLICT (name_hash) DO UPDATE SET held_by = NEW.id, rests_until = NULL
            WHERE held.held_by = NEW.id OR (held.held_by IS NULL AND held.rests_until <= now());
          IF NOT FOUND THEN
            RAISE EXCEPTION 'the name is taken' USING ERRCODE = 'unique_violation', CONSTRAINT = 'organization_names';
          END IF;
        END LOOP;
        UPDATE control.names SET held_by = NULL, rests_until = now() + interval '90 days'
          WHERE held_by = NEW.id AND name_hash NOT IN (
            SELECT sha256(convert_to(n, 'UTF8')) FROM unnest(ARRAY[NEW.slug, NEW.subdomain]) n WHERE n IS NOT NULL);
        RETURN NULL;
      END $$;
    ALTER FUNCTION control.hold_names() OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION control.hold_names() FROM PUBLIC;

    -- Where a subdomain has been another one's slug until now, the slug stays: links are made of it.
    UPDATE control.organizations o SET subdomain = NULL
      WHERE EXISTS (SELECT FROM control.organizations other WHERE other.slug = o.subdomain AND other.id <> o.id);
    INSERT INTO control.names (name_hash, held_by)
      SELECT DISTINCT sha256(convert_to(n, 'UTF8')), id FROM control.organizations, unnest(ARRAY[slug, subdomain]) n WHERE n IS NOT NULL;
    CREATE TRIGGER hold_names AFTER INSERT OR UPDATE OF slug, subdomain ON control.organizations
      FOR EACH ROW EXECUTE FUNCTION control.hold_names();

    -- What the clock looks for.
    CREATE INDEX organizations_trials ON control.organizations (trial_ends_at) WHERE status = 'trial';
    CREATE INDEX organizations_closed ON control.organizations (closed_at) WHERE status = 'closed';

    -- Everything of an organization that was closed, in every table there is now. Answers how many rows went from which table.
    CREATE FUNCTION app.delete_organization(organization uuid) RETURNS jsonb
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
      AS $$
      DECLARE
        remaining oid[];
        ready oid[];
        tab oid;
        gone bigint;
        told jsonb := '{}';
      BEGIN
        -- Its own transaction only, as with every other row.
        PERFORM FROM control.organizations WHERE id = organization AND id = app.current_org() AND status = 'closed' FOR UPDATE;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'only a closed organization can be deleted' USING ERRCODE = 'object_not_in_prerequisite_state';
        END IF;
        SELECT array_agg(c.oid) INTO remaining FROM pg_class c
          JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id' AND NOT a.attisdropped
          WHERE c.relnamespace::regnamespace::text IN ('public', 'control') AND c.relkind IN ('r', 'p') AND NOT c.relispartition;
        WHILE cardinality(remaining) > 0 LOOP
          -- First those that nothing left points to.
          SELECT array_agg(t ORDER BY t) INTO ready FROM unnest(remaining) t WHERE NOT EXISTS (
            SELECT FROM pg_constraint f
            WHERE f.contype = 'f' AND f.confrelid = t AND f.conrelid <> t AND f.conrelid = ANY (remaining));
          IF ready IS NULL THEN
            RAISE EXCEPTION 'these tables point at each other: %', remaining::regclass[];
          END IF;
          FOREACH tab IN ARRAY ready LOOP
            EXECUTE format('DELETE FROM %s WHERE organization_id = $1', tab::regclass) USING organization;
            GET DIAGNOSTICS gone = ROW_COUNT;
            IF gone > 0 THEN told := told || jsonb_build_object(tab::regclass::text, gone); END IF;
          END LOOP;
          remaining := ARRAY(SELECT t FROM unnest(remaining) t WHERE t <> ALL (ready));
        END LOOP;
        UPDATE control.names SET rests_until = now() + interval '90 days' WHERE held_by = organization;
        DELETE FROM control.organizations WHERE id = organization;
        RETURN told;
      END $$;
    ALTER FUNCTION app.delete_organization(uuid) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.delete_organization(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.delete_organization(uuid) TO waitlessq_runtime;
  `);
}
