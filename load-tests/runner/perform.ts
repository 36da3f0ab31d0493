import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findK6, K6_IS_MISSING } from './find-k6.ts';
import { sentencesOf, verdict, watchMachine } from './machine.ts';
import { openOwnService, type OwnService } from './own-service.ts';
import { runK6 } from './run-k6.ts';
import { scenarios } from './scenarios.ts';
import { readWords, type Words } from './words.ts';

const folder = resolve(import.meta.dirname, '..');
/** Those whose organizations are made beforehand. */
const SIGNS_UP_ITSELF = ['noisy-neighbour'];
const DEPLOYS = 'rolling-deploy';
/** Seconds after which the first node goes: everybody has come by then. */
const DEPLOY_AFTER_MS = 4_000;

/** `npm run load -- ...`: answers the exit code, k6's own where it ran. */
export async function perform(args: readonly string[]): Promise<number> {
  if (args[0] === 'seed') return seed(args.slice(1));
  const words = readWords(args, process.env);
  if (!scenarios().includes(words.scenario)) {
    console.error(`There is no scenario ${words.scenario}. There are: ${scenarios().join(', ')}; and seed.`);
    return 1;
  }
  const k6 = findK6();
  if (k6 === undefined) {
    console.error(K6_IS_MISSING);
    return 1;
  }
  if (words.organizationsFile === null && !isOwn(words) && !SIGNS_UP_ITSELF.includes(words.scenario)) {
    console.error(
      'Whose work is it? Make organizations with `npm run load -- seed --organizations 100 --file /tmp/organizations.json`, then name the file: -e ORGANIZATIONS_FILE=/tmp/organizations.json',
    );
    return 1;
  }
  const service = isOwn(words)
    ? await openOwnService({ nodes: words.scenario === DEPLOYS ? 2 : 1, organizations: 3 })
    : null;
  try {
    return await load(k6, words, service);
  } finally {
    await service?.close();
  }
}

/** A brief run that nobody has given a service has its own. */
function isOwn({ isSmoke, baseUrl }: Words): boolean {
  return isSmoke && baseUrl === null;
}

async function load(k6: string, words: Words, service: OwnService | null): Promise<number> {
  const { scenario, isSmoke, servicePids, summaryJson, more } = words;
  const own = mkdtempSync(join(tmpdir(), 'waitlessq-k6-'));
  const file = join(own, 'summary.json');
  const baseUrl = service?.baseUrl ?? words.baseUrl;
  const organizations = service?.organizationsFile ?? words.organizationsFile;
  const named = {
    SUMMARY_JSON: file,
    ...(isSmoke && { SMOKE: '1' }),
    ...(baseUrl !== null && { BASE_URL: baseUrl }),
    ...(organizations !== null && { ORGANIZATIONS_FILE: resolve(organizations) }),
  };
  try {
    // Given as words, they count more than those before them.
    const options = [...more, ...Object.entries(named).flatMap(([name, value]) => ['-e', `${name}=${value}`])];
    const running = runK6(k6, join(folder, `${scenario}.ts`), options, {});
    const end = watchMachine(running.pid, () => service?.pids() ?? servicePids);
    const deployed = scenario === DEPLOYS && service ? deploy(service) : null;
    const code = await running.ended;
    const machine = end();
    await deployed;
    for (const sentence of sentencesOf(machine)) console.log(`  ${sentence}`);
    if (summaryJson !== null && existsSync(file)) {
      const summary = JSON.parse(readFileSync(file, 'utf8')) as object;
      writeFileSync(
        summaryJson,
        JSON.stringify({ ...summary, machine: { ...machine, verdict: verdict(machine) } }, null, 2),
      );
      console.log(`  also in ${summaryJson}`);
    }
    return code;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

async function deploy(service: OwnService): Promise<void> {
  await pause(DEPLOY_AFTER_MS);
  await service.restart(0);
}

/** Through the operator's terminal: sign-ups are limited, and a thousand of them take long. */
function seed(more: readonly string[]): number {
  const terminal = resolve(folder, '../server/cli/cli.mjs');
  return spawnSync(process.execPath, [terminal, 'seed-load', ...more], { stdio: 'inherit' }).status ?? 1;
}
