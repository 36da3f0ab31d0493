import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { systemOf } from '../access/system-of.ts';
import { markExported } from '../commands/organizations/mark-exported.ts';
import { endOfExport, exportOrganization as read } from '../queries/organizations/export/export-organization.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { organizationOf } from './organization-of.ts';
import { withDoors } from './with-doors.ts';

export const exportOrganization: Command = {
  says: 'Writes everything of an organization into a new file, of one moment, without secrets: lines of JSON.',
  options: [
    { name: 'slug', required: true },
    { name: 'out', required: true },
  ],
  run: (config, values, say) =>
    withDoors(config, say, async ({ database, doors }) => {
      const organization = await organizationOf(database, values);
      const out = text(values, 'out');
      // It holds people's names: nobody else of this machine reads it, and nothing that is there is overwritten.
      const file = createWriteStream(out, { flags: 'wx', mode: 0o600 });
      await once(file, 'open').catch((error: Error) => {
        throw new StartFailure(`--out ${out}: ${error.message}.`, { cause: error });
      });
      const write = async (lines: string) => void (file.write(lines) || (await once(file, 'drain')));
      try {
        const actor = systemOf(organization.id);
        const { rows } = await doors.snapshot(actor, (tx) => read(tx, write));
        await doors.transact(actor, (tx) => markExported(tx, { rows }));
        await write(endOfExport(rows));
        file.end();
        await finished(file);
        say(`${organization.name}: ${rows} rows in ${out}.`);
        return { slug: organization.slug, rows, out };
      } catch (error) {
        file.destroy();
        // A part of it would look like the whole.
        await rm(out, { force: true });
        throw error;
      }
    }),
};
