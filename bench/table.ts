import { judge, type Goal } from './goals.ts';

export type Row = {
  /** The first one says what was measured. */
  cells: Record<string, string | number>;
  goals?: readonly Goal[];
};

export type Table = {
  title: string;
  /** How it was taken. */
  how: string;
  /** Which side was full: whose figures these are. */
  busy: string;
  rows: readonly Row[];
};

/** Heads and cells, with the goals and whether they are met where there are any. */
export function gridOf({ rows }: Table): { heads: string[]; lines: string[][] } {
  const columns = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))];
  const hasGoals = rows.some(({ goals = [] }) => goals.length > 0);
  return {
    heads: [...columns, ...(hasGoals ? ['goal', 'met'] : [])],
    lines: rows.map((row) => {
      const cells = columns.map((column) => String(row.cells[column] ?? ''));
      const judged = judge(row);
      return hasGoals
        ? [...cells, judged.map(({ goal }) => goal).join('; '), judged.map(({ met }) => met).join('; ')]
        : cells;
    }),
  };
}

export function printTable(table: Table): void {
  const { heads, lines } = gridOf(table);
  const all = [heads, ...lines];
  const widths = heads.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  console.log(`${table.title}\n${table.how}\n${table.busy}\n`);
  for (const line of all) {
    console.log(
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('   '),
    );
  }
  console.log('');
}
