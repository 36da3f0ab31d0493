import { crc32, deflateSync } from 'node:zlib';

export const ICON_SIZES = [192, 512] as const;
/** Where an organization has chosen none; as in the screens' tokens. */
export const OWN_COLOUR = '#0b6b57';

/** Three people in a line, each smaller than the one before. In shares of the side; within the middle that every mask leaves. */
const DOTS = [
  { x: 0.31, radius: 0.12, opacity: 1 },
  { x: 0.56, radius: 0.095, opacity: 0.75 },
  { x: 0.755, radius: 0.07, opacity: 0.5 },
];
const kept = new Map<string, Buffer>();
const MOST_KEPT = 200;

/** The icon of the installed app: the organization's colour with a line of people in it, as a PNG without transparency. */
export function appIcon(size: (typeof ICON_SIZES)[number], colour: string | null): Buffer {
  const ground = channels(colour ?? OWN_COLOUR) ?? channels(OWN_COLOUR) ?? [0, 0, 0];
  const name = `${size} ${ground.join()}`;
  const known = kept.get(name);
  if (known) return known;
  const icon = png(size, pixels(size, ground));
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, icon);
  return icon;
}

type Colour = [number, number, number];

function channels(colour: string): Colour | null {
  const [, red = '', green = '', blue = ''] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour) ?? [];
  return red === '' ? null : [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

/** Rows of red, green and blue, each row begun with its filter (none). */
function pixels(size: number, ground: Colour): Buffer {
  const ink = isBright(ground) ? [11, 21, 18] : [255, 255, 255];
  const stride = 1 + size * 3;
  const rows = Buffer.alloc(stride * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const share = covered(x, y, size);
      for (let channel = 0; channel < 3; channel++) {
        const [from = 0, to = 0] = [ground[channel], ink[channel]];
        rows[y * stride + 1 + x * 3 + channel] = Math.round(from + (to - from) * share);
      }
    }
  }
  return rows;
}

/** How much of a pixel is ink, 0 to 1: the edge of a dot runs softly through one pixel. */
function covered(x: number, y: number, size: number): number {
  for (const dot of DOTS) {
    const distance = Math.hypot(x + 0.5 - dot.x * size, y + 0.5 - size / 2);
    const inside = Math.min(1, Math.max(0, dot.radius * size - distance + 0.5));
    if (inside > 0) return inside * dot.opacity;
  }
  return 0;
}

/** Whether white could not be seen on it: less than 3:1 (WCAG 2.2). */
function isBright(colour: Colour): boolean {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 3;
}

function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8); // eight bits, true colour, as PNG always compresses and filters, not interlaced
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
