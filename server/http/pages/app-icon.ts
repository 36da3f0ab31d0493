import { crc32, deflateSync } from 'node:zlib';

export const ICON_SIZES = [192, 512] as const;
type Size = (typeof ICON_SIZES)[number];
/** Where an organization has chosen none; as in the screens' tokens. */
export const OWN_COLOUR = '#0b6b57';

/** Three people in a line, each smaller than the one before. In shares of the side; within the middle that every mask leaves. */
const DOTS = [
  { x: 0.31, radius: 0.12, opacity: 1 },
  { x: 0.56, radius: 0.095, opacity: 0.75 },
  { x: 0.755, radius: 0.07, opacity: 0.5 },
];
const LEVELS = 256;
const WHITE: Colour = [255, 255, 255];
const INK: Colour = [11, 21, 18];

type Colour = readonly [red: number, green: number, blue: number];

/** The icon of the installed app: the organization's colour with a line of people in it, as a PNG without transparency. */
export function appIcon(size: Size, colour: string | null): Buffer {
  const ground = channels(colour ?? '') ?? channels(OWN_COLOUR) ?? WHITE;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3, 0, 0, 0], 8); // eight bits, a palette, as PNG always compresses and filters, not interlaced
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', palette(ground, isBright(ground) ? INK : WHITE)),
    chunk('IDAT', shape(size)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function channels(colour: string): Colour | null {
  const [, red = '', green = '', blue = ''] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour) ?? [];
  return red === '' ? null : [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)];
}

/** From the ground to the ink. */
function palette(ground: Colour, ink: Colour): Buffer {
  const mixed = (level: number) =>
    ground.map((from, channel) => Math.round(from + ((ink[channel] ?? 0) - from) * (level / (LEVELS - 1))));
  return Buffer.from(Array.from({ length: LEVELS }, (_, level) => mixed(level)).flat());
}

const shapes = new Map<Size, Buffer>();

/** How much ink is where: the same for everybody, so it is drawn once. Each row begins with its filter (none). */
function shape(size: Size): Buffer {
  const known = shapes.get(size);
  if (known) return known;
  const stride = 1 + size;
  const rows = Buffer.alloc(stride * size);
  for (const { x, radius, opacity } of DOTS) {
    const reach = Math.ceil(radius * size) + 1;
    const [column, row] = [Math.round(x * size), size / 2];
    for (let atY = row - reach; atY < row + reach; atY++) {
      for (let atX = column - reach; atX < column + reach; atX++) {
        // The edge runs softly through one pixel.
        const inside = radius * size - Math.hypot(atX + 0.5 - x * size, atY + 0.5 - row) + 0.5;
        const share = Math.min(1, Math.max(0, inside)) * opacity;
        if (share > 0) rows[atY * stride + 1 + atX] = Math.round(share * (LEVELS - 1));
      }
    }
  }
  const drawn = deflateSync(rows);
  shapes.set(size, drawn);
  return drawn;
}

/** Whether white could not be seen on it: less than 3:1 (WCAG 2.2). */
function isBright(colour: Colour): boolean {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) < 3;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
