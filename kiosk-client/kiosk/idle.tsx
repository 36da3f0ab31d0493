import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/ui/button.tsx';
import { Dialog } from '../shared/ui/dialog.tsx';
import { t } from './texts.ts';

const SECONDS = 20;
const ANSWER_SECONDS = 15;
const TOUCHES = ['pointerdown', 'touchstart', 'keydown'];

type Props = {
  over: () => void;
  /** Something would be lost that somebody has typed: nobody is sent away without having been asked. */
  asksFirst: boolean;
};

/** Back to the start after twenty seconds without a touch, so that nobody finds what the last person left. Seen coming. */
export function Idle({ over, asksFirst }: Props) {
  const left = useSignal(SECONDS);
  const asking = useSignal(false);
  const end = useRef(0);
  const careful = useRef(asksFirst);
  careful.current = asksFirst;

  function begin(seconds: number): void {
    end.current = performance.now() + seconds * 1000;
    left.value = seconds;
  }
  function stay(): void {
    asking.value = false;
    begin(SECONDS);
  }

  useEffect(() => {
    begin(SECONDS);
    const touch = () => {
      if (!asking.peek()) begin(SECONDS);
    };
    const timer = setInterval(() => {
      left.value = Math.max(0, Math.ceil((end.current - performance.now()) / 1000));
      if (left.peek() > 0) return;
      if (careful.current && !asking.peek()) {
        asking.value = true;
        begin(ANSWER_SECONDS);
      } else over();
    }, 250);
    for (const kind of TOUCHES) addEventListener(kind, touch);
    return () => {
      clearInterval(timer);
      for (const kind of TOUCHES) removeEventListener(kind, touch);
    };
  }, [over]);

  return (
    <>
      <p class="countdown" role="timer" aria-live="off">
        <span class="countdown__bar" aria-hidden="true">
          <span class="countdown__rest" style={{ transform: `scaleX(${asking.value ? 0 : left.value / SECONDS})` }} />
        </span>
        {t('closes_in', { count: asking.value ? 0 : left.value })}
      </p>
      <Dialog
        open={asking.value}
        title={t('still_there')}
        onClose={stay}
        actions={
          <Button size="huge" variant="primary" onClick={stay}>
            {t('still_here')}
          </Button>
        }
      >
        <p>{t('forgotten_in', { count: left.value })}</p>
      </Dialog>
    </>
  );
}
