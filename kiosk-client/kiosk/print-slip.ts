const MILLIMETRE = 96 / 25.4;

let rule: number | undefined;

/** Prints the slip on a page of its own size: the roll is cut where the slip ends. */
export function printSlip(slip: HTMLElement): void {
  const { width, height } = slip.getBoundingClientRect();
  const size = [width, height].map((pixels) => `${Math.ceil(pixels / MILLIMETRE)}mm`).join(' ');
  const [sheet] = Array.from(document.styleSheets);
  // A rule that is put in by a script is allowed where a style element is not.
  if (sheet && rule !== undefined) sheet.deleteRule(rule);
  rule = sheet?.insertRule(`@page { size: ${size}; margin: 0 }`, sheet.cssRules.length);
  print();
}
