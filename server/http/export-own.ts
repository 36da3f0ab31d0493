import { Refusal } from '../../models/rules/refusal.ts';
import { markExported } from '../commands/organizations/mark-exported.ts';
import { endOfExport, exportOrganization } from '../queries/organizations/export/export-organization.ts';
import type { Ask } from './route.ts';
import type { Write } from './send-stream.ts';

/** Who is being exported by this node: one at a time for each organization, and few in all. */
const underWay = new Set<string>();
const AT_ONCE = 3;

/** @throws Refusal `too_many_requests` while another export of the organization is under way */
export async function exportOwn({ access, actor, from, report }: Ask, write: Write): Promise<void> {
  const { organizationId } = actor;
  if (underWay.has(organizationId))
    throw new Refusal('too_many_requests', 'An export of this organization is under way.');
  if (underWay.size >= AT_ONCE) throw new Refusal('unavailable');
  underWay.add(organizationId);
  try {
    let isBegun = false;
    const writeOn: Write = (line) => {
      isBegun = true;
      return write(line);
    };
    const { rows } = await report((tx) => {
      // What has been sent cannot be taken back: the file ends without its last line.
      if (isBegun) throw new Error('the export was cut off');
      return exportOrganization(tx, writeOn);
    });
    await access.doors.transact(actor, (tx) => markExported(tx, { rows }), from);
    await write(endOfExport(rows));
  } finally {
    underWay.delete(organizationId);
  }
}
