import type { Database } from '../../models/database.ts';
import type { OrganizationStatus, PlanType } from '../../models/vocabulary.ts';
import type { Actor } from '../../models/vocabulary.ts';
import { systemOf } from '../access/system-of.ts';
import { StartFailure } from '../start-failure.ts';
import { text, type Values } from './command.ts';

export type Named = {
  id: string;
  slug: string;
  name: string;
  status: OrganizationStatus;
  status_reason: string | null;
  plan_type: PlanType;
  exported_at: Date | null;
};

/** The organization of `--slug`. @throws StartFailure where there is none */
export async function organizationOf(database: Database, values: Values): Promise<Named> {
  const slug = text(values, 'slug');
  const [found] = await database.directory<Named>({
    name: 'organization-named',
    text: `SELECT id, slug, name, status, status_reason, plan_type, exported_at FROM control.organizations WHERE slug = $1`,
    values: [slug],
  });
  if (!found) throw new StartFailure(`There is no organization ${slug}.`);
  return found;
}

/** Who acts at the terminal: the platform, in the organization that it touches. */
export function platformIn({ id }: Pick<Named, 'id'>): Actor {
  return systemOf(id);
}
