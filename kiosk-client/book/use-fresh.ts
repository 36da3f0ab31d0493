import { useEffect } from 'preact/hooks';
import type { FreeTimes } from './free-times.ts';

const OLD_MS = 30_000;

/** Others book, too: what is free is asked for anew for each page of days, and when somebody looks again. */
export function useFresh(times: FreeTimes): void {
  const from = times.from.value;
  useEffect(() => {
    let asked = Date.now();
    void times.refresh();
    const look = () => {
      if (document.visibilityState === 'hidden' || Date.now() - asked < OLD_MS) return;
      asked = Date.now();
      void times.refresh();
    };
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      removeEventListener('online', look);
    };
  }, [times, from]);
}
