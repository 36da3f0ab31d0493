import { openDatabase, type Database } from '../tests/support/database.ts';
import { startNode, type NodeSettings, type RunningNode } from '../tests/support/node.ts';
import type { Postgres } from '../tests/support/postgres.ts';
import { startRedis, type Redis } from '../tests/support/redis.ts';
import type { Recording } from './recording.ts';
import type { Table } from './table.ts';

/** What a section works with. Everything it opens here is closed after it, the last one first, however it ended. */
export type Bench = {
  /** It waits for its disk at every commit, as in earnest. */
  postgres: Postgres;
  database(): Promise<Database>;
  redis(): Promise<Redis>;
  /** A node as built, that says nothing but what went wrong. */
  node(settings: NodeSettings): Promise<RunningNode>;
  afterwards(close: () => unknown): void;
  /** `--brief`: to see that it works. What has a duration is shorter, and the figures are worth less. */
  isBrief: boolean;
  /** What was measured before this section, in this run or, where it was not part of it, in an earlier one. */
  soFar: Recording;
};

export type Section = (bench: Bench) => Promise<Table>;

/** Longer than any section takes: whoever meets it hangs. */
const LIMIT_MS = 8 * 60_000;

/** Runs one section and closes what it opened. @throws what it threw, or that it hangs */
export async function perform(
  section: Section,
  { postgres, isBrief, soFar }: Pick<Bench, 'postgres' | 'isBrief' | 'soFar'>,
): Promise<Table> {
  const closing: (() => unknown)[] = [];
  const close = async () => {
    for (let last = closing.pop(); last !== undefined; last = closing.pop()) {
      try {
        await last();
      } catch (error) {
        console.error(`could not be closed: ${String(error)}`);
      }
    }
  };
  const keep = <T>(opened: T, end: (opened: T) => unknown): T => {
    closing.push(() => end(opened));
    return opened;
  };
  const ctrlC = () => void close().finally(() => process.exit(130));
  process.once('SIGINT', ctrlC);
  let hangs: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([
      section({
        postgres,
        isBrief,
        soFar,
        database: async () => keep(await openDatabase(), (database) => database.close()),
        redis: async () => keep(await startRedis(), (redis) => redis.stop()),
        node: async (settings) =>
          keep(await startNode({ ...settings, env: { LOG_LEVEL: 'warn', ...settings.env } }), (node) => {
            // A stopped process hears no other signal.
            node.kill('SIGCONT');
            return node.stop();
          }),
        afterwards: (last) => void closing.push(last),
      }),
      new Promise<never>((_, reject) => {
        hangs = setTimeout(() => reject(new Error('it hangs')), LIMIT_MS);
      }),
    ]);
  } finally {
    clearTimeout(hangs);
    await close();
    process.off('SIGINT', ctrlC);
  }
}
