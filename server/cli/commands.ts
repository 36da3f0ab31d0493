import { parseArgs } from 'node:util';
import { Refusal } from '../../models/rules/refusal.ts';
import { readConfig } from '../config.ts';
import { StartFailure } from '../start-failure.ts';
import type { Command } from './command.ts';
import { createOrganization } from './create-organization.ts';
import { exampleEnvironment } from './example-environment.ts';
import { migrate } from './migrate.ts';
import { seed } from './seed.ts';
import { signInLink } from './sign-in-link.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate,
  seed,
  'create-organization': createOrganization,
  'sign-in-link': signInLink,
  'example-environment': {
    says: 'Prints every setting with what it does.',
    options: [],
    run: async (_config, _values, say) => say(exampleEnvironment().trimEnd()),
  },
};

/** The operator's commands: `npm run cli -- <command> --option value`. Ends the process. */
export async function run(args: readonly string[]): Promise<void> {
  const [name = 'help', ...rest] = args;
  const command = COMMANDS[name];
  if (!command) {
    console.log(help());
    process.exit(name === 'help' || name === '--help' ? 0 : 1);
  }
  try {
    const { values } = parseArgs({ args: rest, options: optionsOf(command), strict: true, allowPositionals: false });
    const missing = command.options.filter(({ name, required }) => required && values[name] === undefined);
    if (missing.length > 0)
      throw new StartFailure(`${name} needs ${missing.map((option) => `--${option.name}`).join(', ')}.`);
    await command.run(readConfig(), values, (line) => console.log(line));
    process.exit(0);
  } catch (error) {
    console.error(isExpected(error) ? error.message : error);
    process.exit(1);
  }
}

function optionsOf(command: Command) {
  return Object.fromEntries(command.options.map(({ name }) => [name, { type: 'string' as const }]));
}

function isExpected(error: unknown): error is Error {
  if (error instanceof StartFailure || error instanceof Refusal) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { says, options }]) => {
    const words = options.map(({ name: option, required }) => (required ? `--${option} ...` : `[--${option} ...]`));
    return `  npm run cli -- ${[name, ...words].join(' ')}\n      ${says}`;
  });
  return ['Commands:', ...lines].join('\n');
}
