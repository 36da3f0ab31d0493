import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { withAdmin } from './with-admin.ts';

export const createOperator: Command = {
  says: 'Names somebody of the platform, who may be let into organizations with support-access.',
  options: [
    { name: 'email', required: true },
    { name: 'name', required: true },
  ],
  run(config, values, say) {
    const email = text(values, 'email').toLowerCase();
    const name = text(values, 'name');
    if (!z.email().max(254).safeParse(email).success) throw new StartFailure(`--email ${email} is no e-mail address.`);
    // The organization reads it as `name <email>`.
    if (!/^[^<>]{1,120}$/.test(name)) throw new StartFailure('--name is 1 to 120 characters, without < and >.');
    return withAdmin(config, say, async (client) => {
      const { rows } = await client.query<{ id: string; name: string }>(
        `INSERT INTO control.operators AS o (id, email, name) VALUES ($1, $2, $3)
         ON CONFLICT (email) DO UPDATE SET name = $3, active = true WHERE o.name <> $3 OR NOT o.active RETURNING id, name`,
        [uuidv7(), email, name],
      );
      say(rows.length > 0 ? `${name} is an operator.` : `${name} is an operator already.`);
      return { email, name, changed: rows.length > 0 };
    });
  },
};
