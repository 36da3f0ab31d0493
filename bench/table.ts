export type Table = {
  title: string;
  /** How it was taken and which side was busy. */
  how: string;
  rows: Record<string, string | number>[];
};

export function printTable({ title, how, rows }: Table): void {
  const columns = Object.keys(rows[0] ?? {});
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: string[]) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('   ');
  console.log(`${title}\n${how}\n`);
  for (const row of cells) console.log(line(row));
  console.log('');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param share  0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[Math.min(ascending.length - 1, Math.floor(share * ascending.length))] ?? NaN;
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}
