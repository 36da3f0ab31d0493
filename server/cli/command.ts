import type { Config } from '../config.ts';
import { StartFailure } from '../start-failure.ts';

export type Option = {
  name: string;
  required: boolean;
  /** `flag` takes no value; `many` may be given several times. */
  kind?: 'flag' | 'many';
};

export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One thing an operator can do at the terminal. */
export type Command = {
  /** One sentence for the list of commands. */
  says: string;
  options: readonly Option[];
  /**
   * Says to people what it does; what it answers is printed for programs that ask with `--json`.
   * @throws StartFailure or Refusal, whose sentence is shown
   */
  run(config: Config, values: Values, say: (line: string) => void): Promise<object | void>;
};

/** The value of an option; '' where it was not given. */
export function text(values: Values, name: string): string {
  const value = values[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** `--limit providers=40 --limit users=unlimited`, as pairs. @throws StartFailure for a word without `=` */
export function pairs(values: Values, name: string): [string, string][] {
  const given = values[name];
  return (Array.isArray(given) ? given : []).map((word) => {
    const [, key, value] = /^([\w-]+)=(.+)$/.exec(String(word)) ?? [];
    if (key === undefined || value === undefined)
      throw new StartFailure(`--${name} ${String(word)}: write it as name=value.`);
    return [key, value];
  });
}

/** One of the words, or a sentence that lists them. */
export function oneOf<W extends string>(words: readonly W[], said: string, name: string): W {
  const found = words.find((word) => word === said);
  if (found === undefined) throw new StartFailure(`--${name} is one of: ${words.join(', ')}.`);
  return found;
}
