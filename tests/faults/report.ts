import { writeFileSync } from 'node:fs';
import { REPORT_FILE } from './extent.ts';
import type { History, Invariant, Violation } from './history.ts';

/** What one thing that broke has done. Times in milliseconds. */
export type Row = {
  fault: string;
  /** Commands that had begun when it broke. */
  inFlight: number;
  /** Commands that were answered while it was broken. */
  meanwhile: number;
  /** From its end until every screen showed what was true then. */
  currentAfter: number;
  lost: number;
  doubled: number;
  outOfOrder: number;
  /** Anything else that is wrong. */
  wrong: number;
  remark?: string;
};

type Kind = 'lost' | 'doubled' | 'outOfOrder' | 'wrong';

const KIND: Record<Invariant, Kind> = {
  'nobody is called twice': 'doubled',
  'people are called in their order': 'outOfOrder',
  'numbers have no gaps': 'lost',
  'what was acknowledged is there': 'lost',
  'a wish is done once': 'doubled',
  'nobody is refused without cause': 'wrong',
  'a screen ends with the board of the database': 'wrong',
  'a screen never goes back': 'outOfOrder',
  'a screen hears every change once': 'lost',
  'a call is spoken once': 'doubled',
};

export function countKinds(violations: readonly Violation[]): Record<Kind, number> {
  const counts = { lost: 0, doubled: 0, outOfOrder: 0, wrong: 0 };
  for (const { invariant } of violations) counts[KIND[invariant]]++;
  return counts;
}

const seeds: object[] = [];

/** To whoever watches: a long run takes its time. */
export function tell(row: Row): void {
  process.stderr.write(`${inWords(row)}\n`);
}

/** The sum of it, also to the file that was asked for, which holds every seed of this run. */
export function report(seed: number, rows: readonly Row[], leftOut: readonly string[], history: History | null): void {
  const totals = history && totalsOf(history);
  const lines = [
    ...(totals
      ? [
          `Seed ${seed}: ${totals.commands} commands, ${totals.askedAgain} asked more than once, ${totals.unanswered} never answered, ${totals.refusals} refusals on the way;`,
          `  ${totals.people} people, ${totals.calls} calls, ${totals.heard} heard on ${totals.screens} screens`,
        ]
      : [`Seed ${seed}: broken off`]),
    ...leftOut.map((reason) => `  LEFT OUT: ${reason}`),
    '',
  ];
  process.stderr.write(lines.join('\n'));
  seeds.push({ seed, ...totals, faults: rows, leftOut });
  if (REPORT_FILE !== undefined) writeFileSync(REPORT_FILE, `${JSON.stringify({ seeds }, null, 2)}\n`);
}

function inWords({ fault, inFlight, meanwhile, currentAfter, lost, doubled, outOfOrder, wrong, remark }: Row): string {
  const found = [`lost ${lost}`, `doubled ${doubled}`, `out of order ${outOfOrder}`];
  if (wrong > 0) found.push(`otherwise wrong ${wrong}`);
  const rest = remark === undefined ? '' : `; ${remark}`;
  return `  ${fault}: ${inFlight} in flight, ${meanwhile} done meanwhile, ${found.join(', ')}, every screen current ${currentAfter} ms after${rest}`;
}

function totalsOf({ commands, screens, truth }: History) {
  return {
    commands: commands.length,
    askedAgain: commands.filter(({ tries }) => tries > 1).length,
    unanswered: commands.filter(({ answer }) => answer === null).length,
    refusals: commands.flatMap(({ refusals }) => refusals).length,
    people: truth.entries.length,
    calls: truth.calls.length,
    heard: screens.flatMap(({ spoken }) => spoken).length,
    screens: screens.length,
  };
}
