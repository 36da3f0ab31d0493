/** What the figure in a column should be. A stretch is what would be better than good. */
export type Goal = { of: string } & ({ atMost: number; stretch?: number } | { atLeast: number });

export type Met = 'yes' | 'stretch' | 'no' | 'not measured';
export type Judged = { goal: string; met: Met };

/** Each goal of a row of figures in words, and whether its figure meets it. */
export function judge({
  cells,
  goals = [],
}: {
  cells: Readonly<Record<string, string | number>>;
  goals?: readonly Goal[];
}): Judged[] {
  return goals.map((goal) => ({ goal: inWords(goal), met: meets(cells[goal.of], goal) }));
}

function inWords(goal: Goal): string {
  if ('atLeast' in goal) return `${goal.of} ≥ ${goal.atLeast}`;
  if (goal.atMost === 0) return `${goal.of} = 0`;
  return `${goal.of} ≤ ${goal.atMost}${goal.stretch === undefined ? '' : `, stretch ${goal.stretch}`}`;
}

function meets(figure: string | number | undefined, goal: Goal): Met {
  if (typeof figure !== 'number' || Number.isNaN(figure)) return 'not measured';
  if ('atLeast' in goal) return figure >= goal.atLeast ? 'yes' : 'no';
  if (goal.stretch !== undefined && figure <= goal.stretch) return 'stretch';
  return figure <= goal.atMost ? 'yes' : 'no';
}
