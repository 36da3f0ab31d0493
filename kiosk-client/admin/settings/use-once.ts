import { useEffect, useState } from 'preact/hooks';

/** What is nice to have: null until it is there, and when it cannot be had. */
export function useOnce<T>(read: () => Promise<T>): T | null {
  const [answer, setAnswer] = useState<T | null>(null);
  useEffect(() => {
    read().then(setAnswer, () => undefined);
  }, []);
  return answer;
}
