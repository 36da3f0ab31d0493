import { crc32, deflateSync } from 'node:zlib';

/** Beginnings of pictures: enough to read their measures from, and for a PNG enough to be shown. */
export const pictures = {
  png(width: number, height: number): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([1, 0, 0, 0, 0], 8); // one bit of grey for each point
    const rows = Buffer.alloc(Math.min(height, 4_000) * (1 + Math.ceil(Math.min(width, 4_000) / 8)));
    return Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows)),
      chunk('IEND', Buffer.alloc(0)),
    ]);
  },
  jpeg(width: number, height: number): Buffer {
    const frame = Buffer.from([0xff, 0xc0, 0, 17, 8, 0, 0, 0, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    frame.writeUInt16BE(height, 5);
    frame.writeUInt16BE(width, 7);
    const start = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');
    return Buffer.concat([start, frame, Buffer.from('ffd9', 'hex')]);
  },
  webp(width: number, height: number): Buffer {
    const extended = Buffer.alloc(10);
    extended.writeUIntLE(width - 1, 4, 3);
    extended.writeUIntLE(height - 1, 7, 3);
    const size = Buffer.alloc(4);
    size.writeUInt32LE(22, 0);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(10, 0);
    return Buffer.concat([Buffer.from('RIFF'), size, Buffer.from('WEBPVP8X'), length, extended]);
  },
};

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length, 0);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body), 0);
  return Buffer.concat([length, body, sum]);
}
