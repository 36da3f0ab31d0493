import { signal, type ReadonlySignal } from '@preact/signals';

/** Something staff want done. `send` is called again with the same key when no answer came, so that it is done once. */
export type Wish<T = unknown> = {
  /** What is wanted, and after a space of whom: the button that shows the work, and whether another press wants the same. */
  name: string;
  send: (key: string) => Promise<T>;
  /** Once it is done and the boards have heard of it. A method, so that a wish with any answer is a wish. */
  done?(answer: T): void;
};

/** `unconfirmed`: it may have happened or not; nobody knows until an answer or the board says so. */
export type Asked = { name: string; state: 'working' | 'unconfirmed' };

export type Asking = {
  readonly asked: ReadonlySignal<Asked | null>;
  /** The last "no", until the next wish or until it is dismissed. */
  readonly refusal: ReadonlySignal<unknown>;
  /**
   * Answers whether it was done. One wish at a time: another one meanwhile is not even sent. While one is not confirmed, the same wish
   * means "try again" and another one means "never mind".
   */
  ask: <T>(wish: Wish<T>) => Promise<boolean>;
  tryAgain: () => void;
  /** Stop waiting for the answer; the boards will show what became of it. */
  letGo: () => void;
  dismiss: () => void;
};

type Options = {
  newKey: () => string;
  /** Called when a wish begins; what it answers is awaited once the answer is there, so that the boards can catch up. */
  watch: () => () => Promise<void>;
  /** Whether a problem means that no answer came, as opposed to a "no". */
  isLost: (problem: unknown) => boolean;
};

const PATIENCE_MS = 3_000;

/** Nothing on the screen changes because a button was pressed; it says that it works, and then what the server said. */
export function createAsking({ newKey, watch, isLost }: Options): Asking {
  const asked = signal<Asked | null>(null);
  const refusal = signal<unknown>(null);
  let pending: { attempt: () => void; end: (done: boolean) => void; done: Promise<boolean> } | null = null;

  function ask<T>(wish: Wish<T>): Promise<boolean> {
    if (asked.value?.state === 'unconfirmed' && asked.value.name === wish.name) return askAgain();
    if (asked.value?.state === 'working') return Promise.resolve(false);
    pending?.end(false);
    refusal.value = null;
    const key = newKey();
    const settled = watch();
    let attempts = 0;
    let patience: ReturnType<typeof setTimeout> | undefined;
    let resolve: (done: boolean) => void = () => undefined;
    const done = new Promise<boolean>((decide) => {
      resolve = decide;
    });
    const isMine = () => pending?.attempt === attempt;

    function attempt(): void {
      const number = ++attempts;
      asked.value = { name: wish.name, state: 'working' };
      clearTimeout(patience);
      patience = setTimeout(doubt, PATIENCE_MS);
      wish.send(key).then(answered, (problem: unknown) => {
        if (!isLost(problem)) refused(problem);
        else if (number === attempts) doubt();
      });
    }

    function doubt(): void {
      if (isMine()) asked.value = { name: wish.name, state: 'unconfirmed' };
    }

    function answered(answer: T): void {
      if (!isMine()) return;
      clearTimeout(patience);
      asked.value = { name: wish.name, state: 'working' };
      void settled().then(() => {
        if (!isMine()) return;
        end(true);
        wish.done?.(answer);
      });
    }

    function refused(problem: unknown): void {
      if (!isMine()) return;
      refusal.value = problem;
      end(false);
    }

    function end(wasDone: boolean): void {
      clearTimeout(patience);
      pending = null;
      asked.value = null;
      resolve(wasDone);
    }

    pending = { attempt, end, done };
    attempt();
    return done;
  }

  function askAgain(): Promise<boolean> {
    if (pending === null || asked.value?.state !== 'unconfirmed') return Promise.resolve(false);
    pending.attempt();
    return pending.done;
  }

  return {
    asked,
    refusal,
    ask,
    tryAgain: () => void askAgain(),
    letGo: () => {
      if (asked.value?.state === 'unconfirmed') pending?.end(false);
    },
    dismiss: () => {
      refusal.value = null;
    },
  };
}
