import { useLayoutEffect, useState } from 'preact/hooks';

/** A name of usual length, and the clock beside it. */
const NARROWEST_PX = 116;
const TIMES_PX = 68;

/** So that nothing has to be moved from side to side: as many as the frame is wide, beginning where today is. */
export function useColumnsThatFit(frame: { current: HTMLElement | null }, all: number, today: number) {
  const [count, setCount] = useState(all);
  const [turned, setTurned] = useState<number | null>(null);

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setCount(Math.max(1, Math.floor((element.clientWidth - TIMES_PX) / NARROWEST_PX)));
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);

  const shown = Math.min(count, all);
  const first = Math.max(0, Math.min(turned ?? Math.floor(today / shown) * shown, all - shown));
  return { first, count: shown, turn: (pages: 1 | -1) => setTurned(first + pages * shown) };
}
