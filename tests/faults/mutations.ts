import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A part of the service that keeps the order, as it stands in its file, and what stands there once it is gone. */
type Mutation = { without: string; file: string; from: string; to: string };

const MUTATIONS: readonly Mutation[] = [
  {
    without: 'the head check',
    file: 'realtime/head-check.ts',
    from: 'if (queues.size === 0) return;',
    to: 'if (queues.size >= 0) return;',
  },
  {
    without: 'the idempotency claim',
    file: 'server/commands/transact.ts',
    from: 'throw new Replay(tx.answers.open(row.response));',
    to: '',
  },
  {
    without: 'the version test in the client',
    file: 'kiosk-client/shared/live/store.ts',
    from: 'if (change.epoch === state.board.epoch) {',
    to: 'if (change.epoch === state.board.epoch) {\n    return apply(state, change, false);',
  },
  {
    without: 'the queue lock',
    file: 'server/commands/queues/lock-queue.ts',
    from: ' FOR NO KEY UPDATE OF q',
    to: '',
  },
];

const LEFT_BEHIND = new Set(['node_modules', '.git', '.data', 'coverage']);

/** Removes one part after the other in a copy of the working tree: the short form has to fail each time, and says by which rule. */
function main(): void {
  const wanted = process.argv.slice(2);
  const chosen = MUTATIONS.filter(
    ({ without }) => wanted.length === 0 || wanted.some((word) => without.includes(word)),
  );
  // What fails as it is would seem to catch everything.
  say('As it is', run(null));
  for (const mutation of chosen) say(`Without ${mutation.without}`, run(mutation));
  process.exitCode = results.every(Boolean) ? 0 : 1;
}

const results: boolean[] = [];

function say(what: string, { mutation, caughtBy }: { mutation: Mutation | null; caughtBy: string[] }): void {
  const isCaught = caughtBy.length > 0;
  results.push(isCaught === (mutation !== null));
  if (isCaught) console.log(`${what}: ${mutation === null ? 'FAILS' : 'caught'} by ${caughtBy.join(', ')}`);
  else console.log(`${what}: ${mutation === null ? 'nothing is found' : 'NOT CAUGHT'}`);
}

function run(mutation: Mutation | null): { mutation: Mutation | null; caughtBy: string[] } {
  const copy = mkdtempSync(join(tmpdir(), 'waitlessq-mutation-'));
  try {
    const wanted = (path: string) => !LEFT_BEHIND.has(relative(root, path).split(sep)[0] ?? '');
    cpSync(root, copy, { recursive: true, preserveTimestamps: true, filter: wanted });
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    if (mutation !== null) mutate(copy, mutation);
    const jest = join(root, 'node_modules/jest/bin/jest.js');
    const words = ['--config', 'tests/jest.config.mjs', '--selectProjects', 'live'];
    const { status, stderr } = spawnSync(process.execPath, [jest, ...words, '--testPathPatterns', 'faults/faults'], {
      cwd: copy,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    return { mutation, caughtBy: status === 0 ? [] : rulesIn(stderr) };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function mutate(copy: string, { file, from, to }: Mutation): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} has changed: ${from} does not stand there once`);
  writeFileSync(path, text.replace(from, to));
}

/** The rules as jest prints them; a run that failed in another way says how. */
function rulesIn(output: string): string[] {
  const rules = [...output.matchAll(/"invariant": "([^"]+)"/g)].map(([, rule = '']) => `"${rule}"`);
  const [, otherwise = 'something that is no rule'] = /●[^\n]*\n+ +([^\n]+)/.exec(output) ?? [];
  return rules.length > 0 ? [...new Set(rules)] : [otherwise];
}

main();
