import { useSignal } from '@preact/signals';
import { say } from './say-problem.ts';

/** Something that was asked of the server: whether it is on its way, and how to ask. A no is said. */
export function useWish(): { busy: boolean; ask: (work: () => Promise<void>, done?: () => void) => Promise<void> } {
  const busy = useSignal(false);
  return {
    busy: busy.value,
    async ask(work, done = () => undefined) {
      busy.value = true;
      try {
        await work();
        done();
      } catch (problem) {
        say(problem);
      }
      busy.value = false;
    },
  };
}
