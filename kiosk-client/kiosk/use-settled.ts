import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The second half of a double tap lands on whatever has just appeared under the finger. */
const SETTLED_AFTER_MS = 350;

/** Whether the present step has been on the screen long enough for a tap to be meant for it. */
export function useSettled(step: string): boolean {
  const settled = useSignal(step);
  useEffect(() => {
    const timer = setTimeout(() => {
      settled.value = step;
    }, SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [settled, step]);
  return settled.value === step;
}
