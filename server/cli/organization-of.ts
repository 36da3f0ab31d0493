import type { Database } from '../../models/database.ts';
import type { OrganizationStatus, PlanType } from '../../models/vocabulary.ts';
import { StartFailure } from '../start-failure.ts';
import { text, type Values } from './command.ts';

type Named = {
  id: string;
  slug: string;
  name: string;
  status: OrganizationStatus;
  status_reason: string | null;
  plan_type: PlanType;
};

/** The organization of `--slug`. @throws StartFailure where there is none */
export async function organizationOf(database: Database, values: Values): Promise<Named> {
  const slug = text(values, 'slug');
  const [found] = await database.directory<Named>({
    name: 'organization-named',
    text: `SELECT id, slug, name, status, status_reason, plan_type FROM control.organizations WHERE slug = $1`,
    values: [slug],
  });
  if (!found) throw new StartFailure(`There is no organization ${slug}.`);
  return found;
}
