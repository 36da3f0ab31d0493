import { once } from 'node:events';
import type { Response } from 'express';

/** Where a long answer goes, piece by piece; settles when there is room for the next. */
export type Write = (text: string) => Promise<void>;

/** A reader who takes nothing for so long is not coming back; meanwhile a connection to the database waits for them. */
const PATIENCE_MS = 20_000;
/** Nobody holds that connection longer than this, however steadily they read. */
const LONGEST_MS = 15 * 60_000;

/**
 * Sends what `make` writes. A failure before the first piece is answered like any other; one after it breaks the line, so that
 * nobody takes a part for the whole.
 */
export async function sendStream(
  response: Response,
  { type, fileName }: { type: string; fileName: string },
  make: (write: Write) => Promise<void>,
): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  async function write(text: string): Promise<void> {
    if (response.destroyed || performance.now() > until) throw new ReaderIsGone();
    if (!response.headersSent) {
      response
        .status(200)
        .type(type)
        .set({
          'Cache-Control': 'no-store',
          'Content-Disposition': `attachment; filename="${fileName}"`,
        });
    }
    if (response.write(text)) return;
    const room = new AbortController();
    const patience = setTimeout(() => room.abort(), PATIENCE_MS);
    const { signal } = room;
    try {
      await Promise.race([once(response, 'drain', { signal }), once(response, 'close', { signal }).then(gone)]);
    } catch (error) {
      throw error instanceof ReaderIsGone ? error : new ReaderIsGone();
    } finally {
      clearTimeout(patience);
      room.abort();
    }
  }
  try {
    await make(write);
    response.end();
  } catch (error) {
    if (!response.headersSent) throw error;
    response.destroy();
    if (!(error instanceof ReaderIsGone)) throw error;
  }
}

class ReaderIsGone extends Error {}

function gone(): never {
  throw new ReaderIsGone();
}
