import { slug as slugForm } from '../../realtime/contract/resources/words.ts';
import { systemOf } from '../access/system-of.ts';
import { readdressOrganization } from '../commands/organizations/readdress-organization.ts';
import { StartFailure } from '../start-failure.ts';
import { adoptSchema } from './adopt-schema.ts';
import { type Command, text } from './command.ts';
import { withDoors } from './with-doors.ts';

export const adopt: Command = {
  says: 'Makes an ordinary organization of what was alone. Without --from-schema: the one organization of a database that ran with MULTI_TENANT=false is given the names it is reached by. With it: tables of another program in that schema, without organization_id, are copied into a new organization.',
  options: [
    { name: 'slug', required: true },
    { name: 'subdomain', required: false },
    { name: 'from-schema', required: false },
    { name: 'name', required: false },
    { name: 'owner', required: false },
    { name: 'email', required: false },
    { name: 'time-zone', required: false },
  ],
  async run(config, values, say) {
    const [slug, subdomain] = [text(values, 'slug'), text(values, 'subdomain') || text(values, 'slug')];
    for (const name of [slug, subdomain])
      if (!slugForm.safeParse(name).success)
        throw new StartFailure(`${name} cannot be a name: lower-case letters, digits and dashes, 3 to 63.`);
    if (text(values, 'from-schema') !== '') return adoptSchema(config, values, say);
    return withDoors(config, say, async ({ database, doors }) => {
      const all = await database.directory<{ id: string; name: string }>({
        name: 'all-there-are',
        text: 'SELECT id, name FROM control.organizations ORDER BY created_at LIMIT 2',
        values: [],
      });
      const [only, other] = all;
      if (!only) throw new StartFailure('There is no organization to adopt: create-organization makes one.');
      if (other) throw new StartFailure('There are several organizations already: nothing here was alone.');
      const changed = await doors.transact(systemOf(only.id), (tx) => readdressOrganization(tx, { slug, subdomain }));
      const base = config.baseDomain === undefined ? '' : ` and ${subdomain}.${config.baseDomain}`;
      say(
        `${only.name} is ${changed ? 'now' : 'already'} reached at /o/${slug}${base}. Start the nodes with MULTI_TENANT=true.`,
      );
      return { id: only.id, slug, subdomain, changed };
    });
  },
};
