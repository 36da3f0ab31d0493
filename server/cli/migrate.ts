import { prepareDatabase } from '../prepare-database.ts';
import type { Command } from './command.ts';

export const migrate: Command = {
  says: 'Brings the database to the present schema.',
  options: [],
  async run(config, _values, say) {
    const database = await prepareDatabase(config, { say, share: true });
    await database.close();
    say('The database has the present schema.');
  },
};
