import { randomBytes } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createAccessTokens } from '../access/access-token.ts';
import { createPasswords } from '../access/passwords.ts';
import { StartFailure } from '../start-failure.ts';
import { type Command, text } from './command.ts';
import { type LoadOrganization, makeLoadOrganization } from './load-organization.ts';
import { withDoors } from './with-doors.ts';

const MOST = 10_000;
/** As many as the doors have connections. */
const AT_ONCE = 2;

export const seedLoad: Command = {
  says: 'Makes organizations for load tests, open for work, and writes their tokens into a file that is not there yet.',
  options: [
    { name: 'organizations', required: true },
    { name: 'file', required: true },
    { name: 'counters', required: false },
  ],
  async run(config, values, say) {
    const wanted = wholeNumber(text(values, 'organizations'), 'organizations', MOST);
    const counters = wholeNumber(text(values, 'counters') || '4', 'counters', 50);
    const path = text(values, 'file');
    // Whoever reads it is the staff of all of them. Opened first: a thousand organizations that nobody can enter are of no use.
    const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
      throw new StartFailure(`--file ${path}: ${error.code === 'EEXIST' ? 'is there already' : error.message}.`);
    });
    try {
      const began = Date.now();
      const organizations = await withDoors(config, say, async ({ doors, keys }) => {
        // Nobody knows it, and it opens none of them: it need not be made a thousand times.
        const passwordHash = await createPasswords().hash(randomBytes(32).toString('base64url'));
        const { issue } = createAccessTokens(keys);
        const run = Date.now().toString(36);
        return inTurns(wanted, (n) =>
          makeLoadOrganization(doors, issue, { slug: `load-${run}-${n}`, counters, passwordHash }),
        );
      });
      await file.writeFile(JSON.stringify({ organizations }));
      say(
        `${wanted} organizations are there after ${((Date.now() - began) / 1000).toFixed(1)} s; their tokens: ${path}`,
      );
      return { organizations: wanted, file: path };
    } finally {
      await file.close();
    }
  },
};

async function inTurns(
  wanted: number,
  make: (n: number) => Promise<LoadOrganization>,
): Promise<readonly LoadOrganization[]> {
  const made: LoadOrganization[] = [];
  let next = 0;
  const work = async () => {
    while (next < wanted) made.push(await make(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return made;
}

function wholeNumber(said: string, name: string, most: number): number {
  const number = Number(said);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new StartFailure(`--${name} is a whole number from 1 to ${most}.`);
}
