import { perform } from '../../server/cli/commands.ts';

export type Said = { code: 0 | 1; output: string; complaints: string };

/** The operator's terminal with these settings and no others: what `npm run cli -- <args>` does, without a process of its own. */
export function openTerminal(settings: Record<string, string>) {
  async function say(...args: string[]): Promise<Said> {
    const said = { output: '', complaints: '' };
    const code = await perform(
      args,
      {
        print: (line) => (said.output += `${line}\n`),
        complain: (line) => (said.complaints += `${line instanceof Error ? String(line.stack) : String(line)}\n`),
      },
      settings,
    );
    return { code, ...said };
  }
  return {
    say,
    /** What a program reads; has to be a yes. */
    async ask<T>(...args: string[]): Promise<T> {
      const { code, output, complaints } = await say(...args, '--json');
      if (code !== 0) throw new Error(`ended with ${code}: ${output}${complaints}`);
      return JSON.parse(output) as T; // one object, as the command promises
    },
  };
}
