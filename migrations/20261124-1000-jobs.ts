type Sql = (text: string) => Promise<unknown>;

/**
 * Who may do what with the tables of the job library, which its own migrations have made before. Jobs belong to no organization
 * and hold ids: whoever has set an organization sees none, and can add one of its own and nothing else.
 */
export async function up(sql: Sql): Promise<void> {
  await sql(`
    DO $$ BEGIN
      IF (SELECT max(id) FROM graphile_worker.migrations) < 19 THEN RAISE 'the job library is older than this migration'; END IF;
    END $$;

    GRANT USAGE ON SCHEMA graphile_worker TO waitlessq_runtime, waitlessq_owner;
    -- What a worker does: it looks for a job, keeps it for itself, and takes it off the list.
    GRANT SELECT, UPDATE, DELETE ON graphile_worker._private_jobs TO waitlessq_runtime;
    GRANT SELECT, UPDATE ON graphile_worker._private_job_queues TO waitlessq_runtime;
    GRANT SELECT, INSERT ON graphile_worker._private_tasks TO waitlessq_runtime;
    CREATE POLICY no_organization ON graphile_worker._private_jobs TO waitlessq_runtime USING ((SELECT app.current_org()) IS NULL);
    CREATE POLICY no_organization ON graphile_worker._private_job_queues TO waitlessq_runtime
      USING ((SELECT app.current_org()) IS NULL);
    CREATE POLICY no_organization ON graphile_worker._private_tasks TO waitlessq_runtime USING ((SELECT app.current_org()) IS NULL);
    GRANT SELECT, INSERT, UPDATE ON graphile_worker._private_jobs, graphile_worker._private_job_queues,
      graphile_worker._private_tasks TO waitlessq_owner;

    -- To be told at that moment, once: the same thing planned again takes the place of what has not been done. The organization is
    -- the one that is set, so nobody plans for another.
    CREATE FUNCTION app.plan_message(about uuid, kind text, starts_at timestamptz, lead integer, at timestamptz) RETURNS void
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog
      AS $$
      BEGIN
        IF app.current_org() IS NULL THEN RAISE 'no organization is set' USING ERRCODE = 'insufficient_privilege'; END IF;
        PERFORM graphile_worker.add_job('tell',
          json_build_object('organization_id', app.current_org(), 'appointment_id', about, 'kind', kind,
            'starts_at', to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'lead', lead),
          run_at => at, job_key => concat_ws('/', app.current_org(), about, kind, lead));
      END $$;

    ALTER FUNCTION app.plan_message(uuid, text, timestamptz, integer, timestamptz) OWNER TO waitlessq_owner;
    REVOKE ALL ON FUNCTION app.plan_message(uuid, text, timestamptz, integer, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION app.plan_message(uuid, text, timestamptz, integer, timestamptz) TO waitlessq_runtime;
  `);
}
