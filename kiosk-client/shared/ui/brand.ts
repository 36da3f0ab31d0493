/**
 * The organization's colour, made readable: mixed with black or white, in small steps, until it has the contrast of text
 * (WCAG 2.2, 4.5:1) on our surfaces, light and dark. A pale yellow becomes a deep one, and stays yellow.
 */
const LIGHT = '#eef0ed'; // the least bright of the light surfaces
const DARK = '#18211e'; // the brightest of the dark surfaces
const INK = '#0b1512';
const TEXT = 4.5;

export type Brand = { accent: string; ink: string; soft: string };

/** Sets the custom properties that tokens.css looks for. Without a colour ours remains. */
export function showBrand(primaryColour: string | null): void {
  if (primaryColour === null || !/^#[0-9a-f]{6}$/i.test(primaryColour)) return;
  const { style } = document.documentElement;
  for (const [name, { accent, ink, soft }] of [
    ['light', onLight(primaryColour)],
    ['dark', onDark(primaryColour)],
  ] as const) {
    style.setProperty(`--brand-on-${name}`, accent);
    style.setProperty(`--brand-ink-on-${name}`, ink);
    style.setProperty(`--brand-soft-on-${name}`, soft);
  }
}

export function onLight(colour: string): Brand {
  const accent = until(colour, '#000000', (tried) => contrast(tried, LIGHT) >= TEXT);
  return { accent, ink: inkOn(accent), soft: mix(accent, '#ffffff', 0.88) };
}

export function onDark(colour: string): Brand {
  const accent = until(colour, '#ffffff', (tried) => contrast(tried, DARK) >= TEXT);
  return { accent, ink: inkOn(accent), soft: mix(accent, DARK, 0.8) };
}

/** The relative contrast of two colours, 1 to 21, as WCAG defines it. */
export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function inkOn(colour: string): string {
  return contrast(colour, '#ffffff') >= TEXT ? '#ffffff' : INK;
}

function until(colour: string, towards: string, readable: (tried: string) => boolean): string {
  for (let share = 0; share < 1; share += 0.04) {
    const tried = mix(colour, towards, share);
    if (readable(tried)) return tried;
  }
  return towards;
}

function mix(colour: string, other: string, share: number): string {
  const to = channels(other);
  const mixed = channels(colour).map((channel, index) => Math.round(channel + ((to[index] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16));
}
