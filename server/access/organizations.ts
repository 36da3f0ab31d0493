import { STRANGERS, type Database } from '../../models/database.ts';
import type { OrganizationRow } from '../../models/organization.ts';
import { createRecentAnswers } from './recent-answers.ts';

export type DirectoryRow = OrganizationRow & {
  /** Hosts of its own that lead to it. */
  hosts: readonly string[];
  /** The oldest of them whose record stands: links go there. A name whose record has gone may be another's by now. */
  home_host: string | null;
};

/** The directory of organizations, read before anybody knows which one is asked for. */
export type Organizations = {
  byId(id: string): Promise<DirectoryRow | null>;
  bySlug(slug: string): Promise<DirectoryRow | null>;
  bySubdomain(subdomain: string): Promise<DirectoryRow | null>;
  /** By a host of its own that was verified, and whose record has not been missing for long. */
  byHost(host: string): Promise<DirectoryRow | null>;
  /** The organization of an installation that serves just one; null before it has signed up. */
  only(): Promise<DirectoryRow | null>;
  /** What this node knows may be out of date. */
  forget(): void;
};

/** A suspension takes effect on every node within this time. */
const KEEP_MS = 5_000;

/** For so long a verified host may do without its record: somebody is mending their DNS. */
const ROUTED = `d.verified_at IS NOT NULL AND d.released_at IS NULL
  AND (d.failing_since IS NULL OR d.failing_since > clock_timestamp() - interval '72 hours')`;

const COLUMNS = `id, slug, subdomain, name, status, status_reason, plan_type, features, time_zone, languages, branding, limits, trial_ends_at, require_otp, retention_days, check_in_by_name, suspended_at, exported_at, closed_at, revision, created_at, updated_at,
  ARRAY(SELECT d.host FROM control.domains d WHERE d.organization_id = o.id AND ${ROUTED} ORDER BY d.verified_at, d.id) AS hosts,
  (SELECT d.host FROM control.domains d WHERE d.organization_id = o.id AND ${ROUTED} AND d.failing_since IS NULL
   ORDER BY d.verified_at, d.id LIMIT 1) AS home_host`;
const FROM = 'FROM control.organizations o';

const QUESTIONS = {
  id: { name: 'organization-by-id', text: `SELECT ${COLUMNS} ${FROM} WHERE id = $1` },
  slug: { name: 'organization-by-slug', text: `SELECT ${COLUMNS} ${FROM} WHERE slug = $1` },
  subdomain: {
    name: 'organization-by-subdomain',
    text: `SELECT ${COLUMNS} ${FROM} WHERE subdomain = $1`,
  },
  host: {
    name: 'organization-by-host',
    text: `SELECT ${COLUMNS} ${FROM} WHERE id = (SELECT d.organization_id FROM control.domains d WHERE d.host = $1 AND ${ROUTED})`,
  },
  only: {
    name: 'organization-only',
    text: `SELECT ${COLUMNS} ${FROM} ORDER BY created_at, id LIMIT 1`,
  },
} as const;

export function createOrganizations(database: Database): Organizations {
  const recent = createRecentAnswers<DirectoryRow | null>({ keepMs: KEEP_MS });
  const ask = (by: keyof typeof QUESTIONS, values: string[]) =>
    recent.get(`${by}:${values.join()}`, async () => {
      const [found] = await database.directory<DirectoryRow>({ ...QUESTIONS[by], values }, STRANGERS);
      return found ?? null;
    });
  return {
    byId: (id) => ask('id', [id]),
    bySlug: (slug) => ask('slug', [slug]),
    bySubdomain: (subdomain) => ask('subdomain', [subdomain]),
    byHost: (host) => ask('host', [host]),
    only: () => ask('only', []),
    forget: recent.forgetAll,
  };
}
