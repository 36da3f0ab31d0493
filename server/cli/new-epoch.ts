import type { Command } from './command.ts';
import { EPOCH_IN_SQL } from './epoch-in-sql.ts';
import { withAdmin } from './with-admin.ts';

/** One statement: no queue may go on with its old history while another has a new one. */
const REWOUND = `UPDATE queues SET epoch = ${EPOCH_IN_SQL}`;

export const newEpoch: Command = {
  says: 'Says of every queue that its history was rewound: after a restore, or a failover to a replica that lost the last commits, and before anybody is let in. Screens draw themselves anew.',
  options: [],
  run: (config, _values, say) =>
    withAdmin(config, say, async (client) => {
      const { rowCount } = await client.query(REWOUND);
      const queues = rowCount ?? 0;
      say(`${queues} queues have a new epoch.`);
      return { queues };
    }),
};
