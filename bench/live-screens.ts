import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Board } from '../load-tests/live/follower.ts';
import type { Bench } from './bench.ts';
import type { LiveScreenOptions } from './live-screen.ts';

export type LiveScreensOrder =
  | { do: 'open'; screens: readonly LiveScreenOptions[]; perSecond: number }
  | { do: 'drop' }
  | { do: 'tell' }
  | { do: 'compare'; ofStaff: boolean; boards: readonly Board[] };

/** What the screens of one group have seen; times in milliseconds. */
export type GroupTold = {
  screens: number;
  /** Those that are, for all they know, current now. */
  current: number;
  /** Versions that were shown by changes, and those that a whole board stepped over. */
  applied: number;
  jumped: number;
  doubled: number;
  disordered: number;
  /** Lines lost and refused, and screens told to move. */
  lost: number;
  refused: number;
  drained: number;
  /** Of each screen in all. */
  withoutLine: readonly number[];
  /** From the loss of a line until current again; each is told once. */
  back: readonly number[];
  /** From `at` of a change, which is before its commit, until it was shown: of those that came in their turn. Each is told once. */
  late: readonly number[];
};
export type LiveScreensAnswer =
  | { kind: 'told'; groups: Record<string, GroupTold>; versions: Record<string, number> }
  | { kind: 'compared'; differ: number }
  | { kind: 'failed'; why: string };
type Told = Extract<LiveScreensAnswer, { kind: 'told' }>;

/** Thousands of screens with the browsers' own store, in processes beside whoever measures. */
export class LiveScreens {
  readonly #children: readonly ChildProcess[];

  constructor({ afterwards }: Pick<Bench, 'afterwards'>, processes = 1) {
    this.#children = Array.from({ length: processes }, () =>
      fork(join(import.meta.dirname, 'live-screens-process.ts'), { serialization: 'advanced' }),
    );
    for (const child of this.#children) {
      afterwards(async () => {
        const gone = once(child, 'exit');
        child.kill();
        await gone;
      });
    }
  }

  get pids(): number[] {
    return this.#children.map(({ pid }) => pid ?? NaN);
  }

  /** Opens them at this pace and waits until all are current. @throws when they do not become so */
  async open(screens: readonly LiveScreenOptions[], perSecond: number): Promise<void> {
    const share = this.#children.length;
    await Promise.all(
      this.#children.map((child, n) =>
        told(child, {
          do: 'open',
          screens: screens.filter((_, index) => index % share === n),
          perSecond: perSecond / share,
        }),
      ),
    );
    const { missing } = await this.settle({ within: 60_000 });
    if (missing > 0) throw new Error(`${missing} of ${screens.length} screens did not become current`);
  }

  /** Every line of every screen goes in this moment. */
  async drop(): Promise<void> {
    await Promise.all(this.#children.map((child) => told(child, { do: 'drop' })));
  }

  async tell(): Promise<Record<string, GroupTold>> {
    return (await this.#tellAll()).groups;
  }

  /**
   * Waits until every screen is current and shows at least these versions.
   * @returns what they have told meanwhile, and how many are not there in time; a screen that is behind is one of them
   */
  async settle({
    within,
    versions = {},
  }: {
    within: number;
    versions?: Readonly<Record<string, number>>;
  }): Promise<{ groups: Record<string, GroupTold>; missing: number; took: number }> {
    const began = performance.now();
    const all: Record<string, GroupTold>[] = [];
    for (;;) {
      const { groups, versions: lowest } = await this.#tellAll();
      all.push(groups);
      const away = Object.values(groups).reduce((sum, { screens, current }) => sum + screens - current, 0);
      const behind = Object.entries(versions).filter(([queueId, version]) => (lowest[queueId] ?? 0) < version).length;
      const missing = Math.max(away, behind);
      const took = performance.now() - began;
      if (missing === 0 || took > within) return { groups: all.reduce(joined), missing, took };
      await pause(50);
    }
  }

  /** How many of those who hear what staff hear, or of all others, show something else than these boards, each its own queue. */
  async differFrom(boards: readonly Board[], { ofStaff }: { ofStaff: boolean }): Promise<number> {
    const answers = await Promise.all(this.#children.map((child) => ask(child, { do: 'compare', ofStaff, boards })));
    return answers.reduce((sum, answer) => sum + (answer.kind === 'compared' ? answer.differ : NaN), 0);
  }

  async #tellAll(): Promise<Told> {
    const answers = await Promise.all(this.#children.map((child) => told(child, { do: 'tell' })));
    return {
      kind: 'told',
      groups: answers.map(({ groups }) => groups).reduce(added),
      versions: answers.map(({ versions }) => versions).reduce(lowest),
    };
  }
}

async function told(child: ChildProcess, order: LiveScreensOrder): Promise<Told> {
  const answer = await ask(child, order);
  if (answer.kind !== 'told') throw new Error(answer.kind === 'failed' ? answer.why : 'an answer to something else');
  return answer;
}

async function ask(child: ChildProcess, order: LiveScreensOrder): Promise<LiveScreensAnswer> {
  const over = new AbortController();
  const { signal } = over;
  // Whichever comes first; the other one is not waited for.
  const ended = once(child, 'exit', { signal }).then(() => {
    throw new Error('the process with the screens has ended');
  });
  ended.catch(() => undefined);
  try {
    const answered = once(child, 'message', { signal }) as Promise<[LiveScreensAnswer]>; // our own program
    answered.catch(() => undefined);
    child.send(order);
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  } finally {
    over.abort();
  }
}

type Groups = Record<string, GroupTold>;

/** Of two processes. */
function added(a: Groups, b: Groups): Groups {
  return combined(a, b, (one, other) => ({
    ...sums(one, other),
    withoutLine: [...one.withoutLine, ...other.withoutLine],
  }));
}

/** Of one process, told twice: what counts on is as it was told last. */
function joined(a: Groups, b: Groups): Groups {
  return combined(a, b, (one, other) => ({
    ...other,
    back: [...one.back, ...other.back],
    late: [...one.late, ...other.late],
  }));
}

function combined(a: Groups, b: Groups, both: (one: GroupTold, other: GroupTold) => GroupTold): Groups {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).flatMap((name) => {
      const [one, other] = [a[name], b[name]];
      const group = one && other ? both(one, other) : (one ?? other);
      return group === undefined ? [] : [[name, group]];
    }),
  );
}

function sums(one: GroupTold, other: GroupTold): GroupTold {
  return {
    screens: one.screens + other.screens,
    current: one.current + other.current,
    applied: one.applied + other.applied,
    jumped: one.jumped + other.jumped,
    doubled: one.doubled + other.doubled,
    disordered: one.disordered + other.disordered,
    lost: one.lost + other.lost,
    refused: one.refused + other.refused,
    drained: one.drained + other.drained,
    withoutLine: [],
    back: [...one.back, ...other.back],
    late: [...one.late, ...other.late],
  };
}

function lowest(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.keys({ ...a, ...b }).map((id) => [id, Math.min(a[id] ?? Infinity, b[id] ?? Infinity)]),
  );
}
