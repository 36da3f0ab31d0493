/** Work that is done when the answer is on its way, so that how long it takes tells nothing. */
export type Afterwards = {
  do(work: () => Promise<void>): void;
  /** Settles when everything is done that was begun. */
  settled(): Promise<void>;
};

export function createAfterwards(onError: (error: unknown) => void): Afterwards {
  const doing = new Set<Promise<void>>();
  return {
    do(work) {
      const done = new Promise<void>((resolve) => setImmediate(resolve)).then(work).catch(onError);
      doing.add(done);
      void done.then(() => doing.delete(done));
    },
    async settled() {
      await Promise.all(doing);
    },
  };
}
