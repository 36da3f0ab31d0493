import type { Database } from '../../models/database.ts';
import type { OrganizationRow } from '../../models/organization.ts';
import { createRecentAnswers } from './recent-answers.ts';

/** The directory of organizations, read before anybody knows which one is asked for. */
export type Organizations = {
  byId(id: string): Promise<OrganizationRow | null>;
  bySlug(slug: string): Promise<OrganizationRow | null>;
  bySubdomain(subdomain: string): Promise<OrganizationRow | null>;
  /** The organization of an installation that serves just one; null before it has signed up. */
  only(): Promise<OrganizationRow | null>;
  /** What this node knows may be out of date. */
  forget(): void;
};

/** A suspension takes effect on every node within this time. */
const KEEP_MS = 5_000;

const COLUMNS =
  'id, slug, subdomain, name, status, status_reason, plan_type, features, time_zone, languages, branding, limits, trial_ends_at, require_otp, retention_days, suspended_at, exported_at, closed_at, revision, created_at, updated_at';

const QUESTIONS = {
  id: { name: 'organization-by-id', text: `SELECT ${COLUMNS} FROM control.organizations WHERE id = $1` },
  slug: { name: 'organization-by-slug', text: `SELECT ${COLUMNS} FROM control.organizations WHERE slug = $1` },
  subdomain: {
    name: 'organization-by-subdomain',
    text: `SELECT ${COLUMNS} FROM control.organizations WHERE subdomain = $1`,
  },
  only: {
    name: 'organization-only',
    text: `SELECT ${COLUMNS} FROM control.organizations ORDER BY created_at, id LIMIT 1`,
  },
} as const;

export function createOrganizations(database: Database): Organizations {
  const recent = createRecentAnswers<OrganizationRow | null>({ keepMs: KEEP_MS });
  const ask = (by: keyof typeof QUESTIONS, values: string[]) =>
    recent.get(`${by}:${values.join()}`, async () => {
      const [found] = await database.directory<OrganizationRow>({ ...QUESTIONS[by], values });
      return found ?? null;
    });
  return {
    byId: (id) => ask('id', [id]),
    bySlug: (slug) => ask('slug', [slug]),
    bySubdomain: (subdomain) => ask('subdomain', [subdomain]),
    only: () => ask('only', []),
    forget: recent.forgetAll,
  };
}
