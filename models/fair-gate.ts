import { FairLines } from './fair-lines.ts';
import { Refusal } from './rules/refusal.ts';

/** To be called once by whoever was let in. */
type Leave = () => void;
type Waiting = { line: string; letIn: (leave: Leave) => void };

/** What is to be counted, if anything is. */
export type GateTally = {
  /** So many more wait now. */
  waiting(more: 1 | -1): void;
  /** Somebody's wait is over; whoever found room at once has waited for 0. */
  waited(how: 'let_in' | 'line_full' | 'too_long', ms: number): void;
};

/**
 * Lets so many in at a time. Whoever finds no room waits in the line of their organization, and the lines are served in turn: one
 * organization with a thousand requests delays another's by one.
 * @param atOnce  how many are inside
 * @param atOncePerLine  how many of one line, so that a line whose people stay long leaves room for others
 * @param mostWaiting  in one line; more are refused at once
 * @param patienceMs  whoever has waited for so long is refused
 * @param tally  hears who waits for how long
 */
export function createFairGate({
  atOnce,
  atOncePerLine,
  mostWaiting,
  patienceMs,
  tally,
}: {
  atOnce: number;
  atOncePerLine: number;
  mostWaiting: number;
  patienceMs: number;
  tally?: GateTally | undefined;
}) {
  const waiting = new FairLines<Waiting>(mostWaiting);
  const inside = new Map<string, number>();
  let all = 0;

  const hasRoom = (line: string) => (inside.get(line) ?? 0) < atOncePerLine;

  function letIn(line: string): Leave {
    all += 1;
    inside.set(line, (inside.get(line) ?? 0) + 1);
    return () => {
      all -= 1;
      const others = (inside.get(line) ?? 0) - 1;
      if (others > 0) inside.set(line, others);
      else inside.delete(line);
      const next = all < atOnce ? waiting.next(hasRoom) : undefined;
      next?.letIn(letIn(next.line));
    };
  }

  /** @throws Refusal `too_many_requests` when the line is full, `unavailable` when the wait was too long */
  return async function enter(line: string): Promise<Leave> {
    if (all < atOnce && hasRoom(line)) {
      tally?.waited('let_in', 0);
      return letIn(line);
    }
    return new Promise((resolve, reject) => {
      const began = performance.now();
      const waited = (how: 'let_in' | 'too_long') => {
        tally?.waiting(-1);
        tally?.waited(how, performance.now() - began);
      };
      const one: Waiting = {
        line,
        letIn: (leave) => {
          clearTimeout(timer);
          waited('let_in');
          resolve(leave);
        },
      };
      const timer = setTimeout(() => {
        waiting.leave(line, one);
        waited('too_long');
        reject(new Refusal('unavailable'));
      }, patienceMs);
      if (waiting.join(line, one)) {
        tally?.waiting(1);
        return;
      }
      clearTimeout(timer);
      tally?.waited('line_full', 0);
      reject(new Refusal('too_many_requests'));
    });
  };
}
