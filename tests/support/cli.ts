import { join } from 'node:path';
import { start } from './started.ts';

const commands = join(import.meta.dirname, '../../dist/server/cli/commands.js');
const run = `import(${JSON.stringify(commands)}).then(({ run }) => run(process.argv.slice(1)))`;

export type Said = { code: number | NodeJS.Signals | null; output: string; complaints: string };

/** The operator's terminal: `npm run cli -- <args>` as built, with these settings and no others. */
export function openTerminal(settings: Record<string, string>) {
  async function say(...args: string[]): Promise<Said> {
    const command = [process.execPath, '--input-type=module', '-e', run, '--', ...args];
    const started = start({ NODE_ENV: 'production', ...settings }, { command });
    const code = await started.ended();
    return { code, output: started.output(), complaints: started.complaints() };
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
