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
