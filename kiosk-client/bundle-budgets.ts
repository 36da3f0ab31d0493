import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * What a screen may weigh, in kB (1,000 bytes) as gzip sends them: its page and everything that it may ever load, so that what
 * is loaded later does not escape. Only the spoken clips are not counted: a display fetches those of its languages when they
 * are due, and shows every call without them.
 */
export const BUDGETS = {
  patient: 60,
  book: 70,
  kiosk: 80,
  display: 90,
  staff: 120,
  admin: 190,
  account: 70,
  'sign-up': 50,
} as const;

const NOT_COUNTED = /\.(mp3|map)$/;

export type Weight = { screen: string; bytes: number; budget: number; files: { name: string; bytes: number }[] };

/** Ends the build when a screen is too heavy, with a table of what weighs what. */
export function keepBudgets(budgets: Readonly<Record<string, number>> = BUDGETS): Plugin {
  let folder = '';
  return {
    name: 'keep-budgets',
    apply: 'build',
    configResolved({ build }) {
      folder = build.outDir;
    },
    // The last moment: by now files that are only copied are there, too.
    closeBundle: {
      order: 'post',
      handler() {
        const weights = weigh(folder, budgets);
        this.info(`gzipped, in all:\n${weights.map(line).join('\n')}`);
        const heavy = weights.filter(isTooHeavy);
        if (heavy.length > 0) this.error(`too heavy:\n${heavy.map(table).join('\n\n')}`);
      },
    },
  };
}

/** Every page of a built folder and what it brings along. */
export function weigh(folder: string, budgets: Readonly<Record<string, number>>): Weight[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !NOT_COUNTED.test(file.name))
    .map((file) => join(file.parentPath, file.name));
  return all
    .filter((path) => basename(path) === 'index.html')
    .map((page) => {
      const screen = basename(join(page, '..'));
      const files = broughtAlong(page, all)
        .map((path) => ({ name: path.slice(folder.length + 1), bytes: gzipSync(readFileSync(path)).length }))
        .sort((one, other) => other.bytes - one.bytes);
      // A screen without a budget is one that nobody thought about.
      return { screen, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), budget: budgets[screen] ?? 0, files };
    });
}

/** A file brings along what it names: imports, style sheets that are loaded with them, icons. */
function broughtAlong(page: string, all: readonly string[]): string[] {
  const found = [page];
  for (const path of found) {
    const text = readFileSync(path, 'utf8');
    found.push(
      ...all.filter(
        (other) => !found.includes(other) && basename(other) !== 'index.html' && text.includes(basename(other)),
      ),
    );
  }
  return found;
}

function isTooHeavy({ bytes, budget }: Weight): boolean {
  return bytes > budget * 1000;
}

function line({ screen, bytes, budget }: Weight): string {
  return `${screen.padEnd(10)} ${inKb(bytes)} of ${budget} kB`;
}

function table(weight: Weight): string {
  return [line(weight), ...weight.files.map(({ name, bytes }) => `  ${inKb(bytes)} kB  ${name}`)].join('\n');
}

function inKb(bytes: number): string {
  return (bytes / 1000).toFixed(1).padStart(6);
}
