import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../clock.ts';

const ROUGHLY_MS = 15_000;

/** The server's time, drawn again four times a minute. */
export function useNow(): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), ROUGHLY_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
