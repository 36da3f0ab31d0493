import { isMet, judgedIn, type Recorded, type Recording } from './recording.ts';
import { gridOf } from './table.ts';

/** docs/performance.md, as what was recorded says it. Nobody writes a figure there by hand. */
export function performancePage(recording: Recording): string {
  const sections = Object.entries(recording);
  const newest = sections.map(([, one]) => one).toSorted((a, b) => b.at.localeCompare(a.at))[0];
  return (
    [
      '# Performance',
      'Written by `npm run bench -- --record` from what it measured ([performance.json](performance.json)); a test compares the two. `npm run bench` measures everything again and prints it, `npm run bench -- call-next` one section of it.',
      'Every figure is of one machine that carries the whole service, its database, Redis and all clients, so it is read beside its peer or limit of the same run: ratios, and medians of rounds that take turns. "Who was busy" says whose figures they are.',
      ...(newest === undefined
        ? []
        : [`Taken ${takenAt(newest)}, unless a section says otherwise.`, summaryOf(recording)]),
      ...sections.map(([name, one]) => sectionOf(name, one, newest)),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function summaryOf(recording: Recording): string {
  const judged = judgedIn(recording);
  const missed = judged.filter((one) => !isMet(one));
  return [
    `**${judged.length - missed.length} of ${judged.length} goals are met.**${missed.length === 0 ? '' : ' Not met:'}`,
    ...(missed.length === 0 ? [] : ['']),
    ...missed.map(({ section, row, goal, met }) => `- [${section}](#${section}): ${row}: ${goal} (${met})`),
  ].join('\n');
}

function sectionOf(name: string, one: Recorded, newest: Recorded | undefined): string {
  const { title, how, busy } = one.table;
  const { heads, lines } = gridOf(one.table);
  const numbers = heads.map(
    (_, column) => column > 0 && lines.every((line) => /^(-?[\d.]+|-|)$/.test(line[column] ?? '')),
  );
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    `## ${name}`,
    `**${title}.** ${how}`,
    `Who was busy: ${busy}`,
    ...(newest === undefined || isSameRun(one, newest) ? [] : [`Taken ${takenAt(one)}.`]),
    [row(heads), row(numbers.map((isNumber) => (isNumber ? '--:' : '---'))), ...lines.map(row)].join('\n'),
  ].join('\n\n');
}

/** Of one commit on one machine, on one day: what was run again in the same hour needs no words. */
function isSameRun(one: Recorded, other: Recorded): boolean {
  return takenAt(one) === takenAt(other);
}

function takenAt({ at, commit, machine, versions }: Recorded): string {
  const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `on ${at.slice(0, 10)} at commit ${commit}, on ${machine}, with ${parts.join(', ')}`;
}
