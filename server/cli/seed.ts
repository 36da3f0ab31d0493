import { createKeys } from '../access/keys.ts';
import { seedDemo } from '../demo/seed.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { Command } from './command.ts';

export const seed: Command = {
  says: 'Makes the demo organization City Clinic, with a morning behind it. What is there stays.',
  options: [],
  async run(config, _values, say) {
    const database = await prepareDatabase(config, { say, share: true });
    try {
      await seedDemo(database.url, createKeys(database.secretKey), say);
      say('City Clinic is there: /o/city-clinic');
    } finally {
      await database.close();
    }
  },
};
