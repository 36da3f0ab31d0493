import type { Config } from '../config.ts';

/** One thing an operator can do at the terminal. */
export type Command = {
  /** One sentence for the list of commands. */
  says: string;
  options: readonly { name: string; required: boolean }[];
  run(
    config: Config,
    values: Readonly<Record<string, string | boolean | undefined>>,
    say: (line: string) => void,
  ): Promise<void>;
};
