import { parseArgs } from 'node:util';
import { Refusal } from '../../models/rules/refusal.ts';
import { readConfig } from '../config.ts';
import { StartFailure } from '../start-failure.ts';
import { adopt } from './adopt.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { createOperator } from './create-operator.ts';
import { createOrganization } from './create-organization.ts';
import { deleteOrganization } from './delete-organization.ts';
import { exampleEnvironment } from './example-environment.ts';
import { exportOrganization } from './export-organization.ts';
import { listOperators } from './list-operators.ts';
import { listOrganizations } from './list-organizations.ts';
import { migrate } from './migrate.ts';
import { newEpoch } from './new-epoch.ts';
import { removeOperator } from './remove-operator.ts';
import { resume } from './resume.ts';
import { rotateKeys } from './rotate-keys.ts';
import { seedLoad } from './seed-load.ts';
import { seed } from './seed.ts';
import { setPlanLimit } from './set-plan-limit.ts';
import { setPlan } from './set-plan.ts';
import { signInLink } from './sign-in-link.ts';
import { supportAccess } from './support-access.ts';
import { suspend } from './suspend.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  migrate,
  check,
  seed,
  'seed-load': seedLoad,
  'create-organization': createOrganization,
  'list-organizations': listOrganizations,
  suspend,
  resume,
  'set-plan': setPlan,
  'set-plan-limit': setPlanLimit,
  export: exportOrganization,
  delete: deleteOrganization,
  'rotate-keys': rotateKeys,
  'new-epoch': newEpoch,
  'sign-in-link': signInLink,
  'create-operator': createOperator,
  'list-operators': listOperators,
  'remove-operator': removeOperator,
  'support-access': supportAccess,
  adopt,
  'example-environment': {
    says: 'Prints every setting with what it does.',
    options: [],
    run: async (_config, _values, say) => say(exampleEnvironment().trimEnd()),
  },
};

/** Where a command speaks: to people or, with `--json`, to programs. */
export type Terminal = { print: (line: string) => void; complain: (line: unknown) => void };

/** The operator's commands: `npm run cli -- <command> --option value`. Ends the process. */
export async function run(args: readonly string[]): Promise<void> {
  process.exit(await perform(args, { print: console.log, complain: console.error }));
}

/** One command; answers the exit code: 0 when it was done, 1 when it was not or when something it looked at is wrong. */
export async function perform(
  args: readonly string[],
  { print, complain }: Terminal,
  environment?: Readonly<Record<string, string>>,
): Promise<0 | 1> {
  const [name = 'help', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const asked = name === 'help' || name === '--help';
    if (!asked) complain(`There is no command ${name}.`);
    print(help());
    return asked ? 0 : 1;
  }
  const json = rest.includes('--json');
  try {
    const { values } = parseArgs({
      args: rest.filter((word) => word !== '--json'),
      options: optionsOf(command),
      strict: true,
      allowPositionals: false,
    });
    const missing = command.options.filter((option) => option.required && values[option.name] === undefined);
    if (missing.length > 0)
      throw new StartFailure(`${name} needs ${missing.map((option) => `--${option.name}`).join(', ')}.`);
    // A program reads one object; what is said to people meanwhile goes beside it.
    const result = await command.run(readConfig(environment), values, json ? complain : print);
    if (json) print(JSON.stringify(result ?? {}));
    return result && 'ok' in result && result.ok === false ? 1 : 0;
  } catch (error) {
    const sentence = isExpected(error) ? sentenceOf(error) : error;
    if (json) print(JSON.stringify({ error: { code: codeOf(error), message: String(sentence) } }));
    else complain(sentence);
    return 1;
  }
}

function optionsOf(command: Command) {
  return Object.fromEntries(
    command.options.map(({ name, kind }) => [
      name,
      kind === 'flag'
        ? { type: 'boolean' as const }
        : { type: 'string' as const, ...(kind === 'many' && { multiple: true }) },
    ]),
  );
}

function isExpected(error: unknown): error is Error {
  if (error instanceof StartFailure || error instanceof Refusal) return true;
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  );
}

function sentenceOf(error: Error): string {
  const errors = error instanceof Refusal ? error.errors : [];
  return [error.message, ...errors.map(({ path, message }) => `${path.replace(/^body\./, '--')}: ${message}`)].join(
    ' ',
  );
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  return isExpected(error) ? 'not_possible' : 'internal_error';
}

function help(): string {
  const lines = Object.entries(COMMANDS).map(([name, { says, options }]) => {
    const words = options.map(({ name: option, required, kind }) => {
      const word = kind === 'flag' ? `--${option}` : `--${option} ...`;
      return required ? word : `[${word}]`;
    });
    return `  npm run cli -- ${[name, ...words].join(' ')}\n      ${says}`;
  });
  return ['Commands (each takes --json, too):', ...lines].join('\n');
}
