import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from './texts.ts';

const SECONDS = 20;

/** Back to the start after twenty seconds without a touch, so that nobody finds what the last person left. Seen coming. */
export function Countdown({ over }: { over: () => void }) {
  const left = useSignal(SECONDS);

  useEffect(() => {
    let end = performance.now() + SECONDS * 1000;
    const restart = () => {
      end = performance.now() + SECONDS * 1000;
      left.value = SECONDS;
    };
    const timer = setInterval(() => {
      left.value = Math.max(0, Math.ceil((end - performance.now()) / 1000));
      if (left.value === 0) over();
    }, 250);
    const touches = ['pointerdown', 'touchstart', 'keydown'];
    for (const touch of touches) addEventListener(touch, restart);
    return () => {
      clearInterval(timer);
      for (const touch of touches) removeEventListener(touch, restart);
    };
  }, [left, over]);

  return (
    <p class="countdown" role="timer" aria-live="off">
      <span class="countdown__bar" aria-hidden="true">
        <span class="countdown__rest" style={{ transform: `scaleX(${left.value / SECONDS})` }} />
      </span>
      {t('closes_in', { count: left.value })}
    </p>
  );
}
