import { useState } from 'preact/hooks';

/** One wish at a time: whether it is being answered, and what was said against it. */
export function useAsking() {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);

  /** Answers whether it came to be. */
  async function ask(work: () => Promise<void>): Promise<boolean> {
    setBusy(true);
    setProblem(null);
    try {
      await work();
      return true;
    } catch (refused) {
      setProblem(refused);
      return false;
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, ask, forget: () => setProblem(null) };
}
