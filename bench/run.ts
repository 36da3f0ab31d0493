import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bringBuildUpToDate } from '../tests/support/build.ts';
import { startPostgres } from '../tests/support/postgres.ts';
import { prepareTemplate } from '../tests/support/template.ts';
import { perform } from './bench.ts';
import { commitOf, machineOf } from './machine.ts';
import { performancePage } from './performance-page.ts';
import { isMet, judgedIn, merge, type Recorded, type Recording } from './recording.ts';
import { SECTIONS } from './sections.ts';
import { printTable } from './table.ts';

/** The same for the person who is trying something out; not kept. */
const LAST = join(import.meta.dirname, 'last.json');
const RECORDING = join(import.meta.dirname, '../docs/performance.json');
const PAGE = join(import.meta.dirname, '../docs/performance.md');

const OPTIONS = ['--record', '--brief'];

/** `npm run bench -- [section ...] [--record | --brief]` */
async function main(words: readonly string[]): Promise<number> {
  const asked = words.filter((word) => !word.startsWith('--'));
  const unknown = words.filter((word) => !OPTIONS.includes(word) && !(word in SECTIONS));
  if (unknown.length > 0) {
    console.error(
      `There is no ${unknown.join(', ')}. There are: ${Object.keys(SECTIONS).join(', ')}; ${OPTIONS.join(', ')}.`,
    );
    return 1;
  }
  const isBrief = words.includes('--brief');
  if (isBrief && words.includes('--record')) {
    console.error('What is measured briefly is not recorded.');
    return 1;
  }
  bringBuildUpToDate();
  const names = Object.keys(SECTIONS).filter((name) => asked.length === 0 || asked.includes(name));
  const { measured, failed } = await measure(names, isBrief);
  write(LAST, merge(read(LAST), measured, Object.keys(SECTIONS)));
  if (words.includes('--record')) {
    const recording = merge(read(RECORDING), measured, Object.keys(SECTIONS));
    write(RECORDING, recording);
    writeFileSync(PAGE, performancePage(recording));
  }
  tellGoals(measured);
  if (failed.length > 0) console.error(`Not measured, because it failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}

/** One after the other; one that fails does not keep the others from their turn. */
async function measure(names: readonly string[], isBrief: boolean): Promise<{ measured: Recording; failed: string[] }> {
  const postgres = await startPostgres({ durable: true });
  const measured: Record<string, Recorded> = {};
  const failed: string[] = [];
  try {
    await prepareTemplate(postgres.url);
    process.env['TEST_POSTGRES_URL'] = postgres.url;
    const machine = await machineOf(postgres.url);
    const commit = commitOf();
    console.log(`${machine.machine}, commit ${commit}\n${JSON.stringify(machine.versions)}\n`);
    for (const name of names) {
      const section = SECTIONS[name];
      if (section === undefined) continue;
      const at = new Date();
      try {
        const soFar = merge(read(LAST), measured, Object.keys(SECTIONS));
        const table = await perform(section, { postgres, isBrief, soFar });
        measured[name] = { at: at.toISOString(), commit, ...machine, table };
        printTable(table);
        console.log(`(${name}: ${Math.round((Date.now() - at.getTime()) / 1000)} s)\n`);
      } catch (error) {
        console.error(`${name} failed:`, error);
        failed.push(name);
      }
    }
  } finally {
    await postgres.stop();
  }
  return { measured, failed };
}

function tellGoals(measured: Recording): void {
  const judged = judgedIn(measured);
  const missed = judged.filter((one) => !isMet(one));
  console.log(`${judged.length - missed.length} of ${judged.length} goals are met.`);
  for (const { section, row, goal, met } of missed) console.log(`  ${section}: ${row}: ${goal}: ${met}`);
}

function read(file: string): Recording {
  // Written by this program.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recording) : {};
}

function write(file: string, recording: Recording): void {
  writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
}

process.exitCode = await main(process.argv.slice(2));
