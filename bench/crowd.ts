import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { answerOf, end } from './child.ts';
import type { RawLineOptions } from './raw-line.ts';

export type CrowdOrder =
  | { do: 'open'; lines: readonly RawLineOptions[]; atOnce: number; isTiming: boolean }
  | { do: 'drop' }
  | { do: 'tell' };

export type Heard = {
  /** Changes, by all of them together, since the beginning. */
  heard: number;
  /** Lines that have ended, and not by us. */
  lost: readonly { why: string; at: number }[];
  /** Of crowds that write the time down: which line has heard a change when, by `now`. Each is told once. */
  arrivals: readonly [line: number, at: number][];
};
export type CrowdAnswer = Heard | { failed: string };

/** Longer than a change takes that is still on its way. */
const QUIET_MS = 1_500;

/** Thousands of screens in a process of their own: whoever is measured shares no time with them. */
export class Crowd {
  readonly #child: ChildProcess;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ afterwards }: Pick<Bench, 'afterwards'>) {
    this.#child = fork(join(import.meta.dirname, 'crowd-process.ts'), { serialization: 'advanced' });
    afterwards(() => end(this.#child, 'a crowd'));
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  /** Opens these beside those that are there. @throws when one of them does not get in */
  async open(
    lines: readonly RawLineOptions[],
    { atOnce = 50, isTiming = false }: { atOnce?: number; isTiming?: boolean } = {},
  ): Promise<void> {
    await this.#ask({ do: 'open', lines, atOnce, isTiming });
  }

  async tell(): Promise<Heard> {
    return this.#ask({ do: 'tell' });
  }

  async drop(): Promise<void> {
    await this.#ask({ do: 'drop' });
  }

  /** Waits until they have heard so many changes since the beginning, or for a while nothing more. @returns how many they have heard */
  async hears(most: number): Promise<number> {
    let last = -1;
    let quietSince = performance.now();
    for (;;) {
      const { heard } = await this.tell();
      if (heard !== last) quietSince = performance.now();
      last = heard;
      if (heard >= most || performance.now() - quietSince > QUIET_MS) return heard;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  async #ask(order: CrowdOrder): Promise<Heard> {
    const answered = this.#turn.then(async () => {
      const answering = answerOf(this.#child);
      if (this.#child.connected) this.#child.send(order);
      const answer = (await answering) as CrowdAnswer;
      if ('failed' in answer) throw new Error(`the crowd: ${answer.failed}`);
      return answer;
    });
    this.#turn = answered.catch(() => undefined);
    return answered;
  }
}
