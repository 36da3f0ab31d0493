import { systemOf } from '../access/system-of.ts';
import { endSupport } from '../commands/support/end-support.ts';
import { type Command, text } from './command.ts';
import { asAdmin } from './with-admin.ts';
import { withDoors } from './with-doors.ts';

export const removeOperator: Command = {
  says: 'Takes somebody off the people of the platform, and ends every support access of theirs.',
  options: [{ name: 'email', required: true }],
  run: (config, values, say) =>
    withDoors(config, say, async ({ doors, adminUrl }) => {
      const email = text(values, 'email').toLowerCase();
      const { changed, open } = await asAdmin(adminUrl, async (client) => {
        const removed = await client.query(`UPDATE control.operators SET active = false WHERE email = $1 AND active`, [
          email,
        ]);
        const { rows } = await client.query<{ organization_id: string; id: string }>(
          `SELECT organization_id, id FROM support_access
           WHERE operator LIKE '%<' || $1 || '>' AND ended_at IS NULL AND ends_at > now()`,
          [email.replaceAll(/[\\%_]/g, String.raw`\$&`)],
        );
        return { changed: (removed.rowCount ?? 0) > 0, open: rows };
      });
      for (const { organization_id, id } of open)
        await doors.transact(systemOf(organization_id), (tx) => endSupport(tx, id));
      say(changed ? `${email} is no operator any more; ${open.length} accesses ended.` : `${email} is no operator.`);
      return { email, changed, ended: open.length };
    }),
};
