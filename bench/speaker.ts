import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { answerOf, end } from './child.ts';

/** The service's delivery as built, or what it is measured beside. */
export type SpeakerKind = 'service' | 'socket.io' | 'ws';
export type SpeakerSettings = {
  kind: SpeakerKind;
  /** Of the service: over clinics of paper, so many with so many queues each. */
  organizations?: number;
  queues?: number;
  redisUrl?: string;
  sharedFrames?: boolean;
  limits?: Record<string, number>;
};
/** `for each`: Socket.IO's and ws's usual way. `one frame`: of ws, built once and written to each. */
export type Speech = { changes: number; everyMs: number; how?: 'for each' | 'one frame'; padding?: number };

export type SpeakerOrder =
  | ({ do: 'start' } & SpeakerSettings)
  | ({ do: 'speak' } & Speech)
  | { do: 'tell' }
  | { do: 'watch lines' };
export type Told = { rss: number; heap: number; external: number };
/** Of each line: the most bytes that were held for it, since when there were any to its end, and when it ended. By `now`. */
export type WatchedLines = { most: number; heldSince: number | null; endedAt: number | null }[];
export type SpeakerAnswer = { url: string } | { spoken: true } | Told | { lines: WatchedLines } | { failed: string };

/** A server in a process of its own that says changes to whoever is connected: its CPU is that of speaking and nothing else. */
export class Speaker {
  readonly #child: ChildProcess;
  readonly url: string;

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(settings: SpeakerSettings, { afterwards }: Pick<Bench, 'afterwards'>): Promise<Speaker> {
    const child = fork(join(import.meta.dirname, 'speaker-process.ts'), {
      execArgv: [...process.execArgv, '--expose-gc', ...profiling()],
    });
    afterwards(() => end(child, 'a speaker'));
    const answer = await ask(child, { do: 'start', ...settings });
    if (!('url' in answer)) throw new Error('the speaker says nothing of an address');
    return new Speaker(child, answer.url);
  }

  get pid(): number {
    return this.#child.pid ?? NaN;
  }

  /** Says so many changes, one every so often, to each queue in turn. */
  async speak(speech: Speech): Promise<void> {
    await ask(this.#child, { do: 'speak', ...speech });
  }

  /** Its memory in bytes once nothing is left to collect. */
  async memory(): Promise<Told> {
    const answer = await ask(this.#child, { do: 'tell' });
    if (!('rss' in answer)) throw new Error('the speaker says nothing of its memory');
    return answer;
  }

  /** What it has held for each of its lines at most, and when a line has ended, since this was asked first. */
  async lines(): Promise<WatchedLines> {
    const answer = await ask(this.#child, { do: 'watch lines' });
    if (!('lines' in answer)) throw new Error('the speaker says nothing of its lines');
    return answer.lines;
  }
}

async function ask(child: ChildProcess, order: SpeakerOrder): Promise<SpeakerAnswer> {
  const answering = answerOf(child);
  if (child.connected) child.send(order);
  const answer = (await answering) as SpeakerAnswer;
  if ('failed' in answer) throw new Error(`the speaker: ${answer.failed}`);
  return answer;
}

/** `BENCH_PROFILES=folder` keeps a CPU profile of each, the larger file of two: the other one is of the loader. */
function profiling(): string[] {
  const folder = process.env['BENCH_PROFILES'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}
