import { Refusal } from '../../models/rules/refusal.ts';
import { markExported } from '../commands/organizations/mark-exported.ts';
import { endOfExport, exportOrganization } from '../queries/organizations/export/export-organization.ts';
import type { Ask } from './route.ts';
import type { Write } from './send-stream.ts';

/** Who is being exported by this node: one at a time for each organization, and few in all. */
const underWay = new Set<string>();
const AT_ONCE = 3;

/** @throws Refusal `too_many_requests` while another export of the organization is under way */
export async function exportOwn({ access, actor, from, read }: Ask, write: Write): Promise<void> {
  const { organizationId } = actor;
  if (underWay.has(organizationId))
    throw new Refusal('too_many_requests', 'An export of this organization is under way.');
  if (underWay.size >= AT_ONCE) throw new Refusal('unavailable');
  underWay.add(organizationId);
  try {
    const { rows } = await read((tx) => exportOrganization(tx, write));
    await access.doors.transact(actor, (tx) => markExported(tx, { rows }), from);
    await write(endOfExport(rows));
  } finally {
    underWay.delete(organizationId);
  }
}
