import type { Command } from './command.ts';
import { withAdmin } from './with-admin.ts';

export const listOperators: Command = {
  says: 'Lists the people of the platform.',
  options: [],
  run: (config, _values, say) =>
    withAdmin(config, say, async (client) => {
      const { rows: operators } = await client.query<{ email: string; name: string; active: boolean }>(
        'SELECT email, name, active FROM control.operators ORDER BY email',
      );
      if (operators.length === 0) say('There is no operator yet.');
      for (const { email, name, active } of operators) say(`${email}  ${name}${active ? '' : '  (removed)'}`);
      return { operators };
    }),
};
