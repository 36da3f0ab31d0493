import type { CrowdAnswer, CrowdOrder } from './crowd.ts';
import { now } from './now.ts';
import { RawLine, type RawLineOptions } from './raw-line.ts';

/** A process full of screens. It counts what they hear and does what `crowd.ts` says. */
const lines = new Set<RawLine>();
let heard = 0;
let lost: { why: string; at: number }[] = [];
let isTiming = false;
let arrivals: [line: number, at: number][] = [];
let opened = 0;

process.on('message', (order: CrowdOrder) => {
  void obey(order).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) } satisfies CrowdAnswer),
  );
});

async function obey(order: CrowdOrder): Promise<CrowdAnswer> {
  switch (order.do) {
    case 'open':
      isTiming = order.isTiming;
      await open(order.lines, order.atOnce);
      break;
    case 'drop':
      for (const line of lines) line.drop();
      lines.clear();
      opened = 0;
      lost = [];
      break;
    case 'tell':
      break;
  }
  const answer = { heard, lost, arrivals };
  if (order.do === 'tell') arrivals = [];
  return answer;
}

/** So many are on their way at the same moment. @throws for the first one that does not get in */
async function open(wanted: readonly RawLineOptions[], atOnce: number): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let one = wanted[next++]; one !== undefined; one = wanted[next++]) await openOne(one);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

async function openOne(options: RawLineOptions): Promise<void> {
  const number = opened++;
  await new Promise<void>((resolve, reject) => {
    const line = new RawLine(options, {
      ready: resolve,
      changed: () => {
        heard += 1;
        if (isTiming) arrivals.push([number, now()]);
      },
      closed: (why) => {
        if (!lines.delete(line)) return;
        lost.push({ why, at: now() });
        reject(new Error(why));
      },
    });
    lines.add(line);
  });
}

// Whoever sent for it has gone.
process.on('disconnect', () => process.exit());
