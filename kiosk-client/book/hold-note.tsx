import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../shared/clock.ts';
import { useAsking } from '../shared/use-asking.ts';
import { Button } from '../shared/ui/button.tsx';
import type { HeldTime } from './draft.ts';
import type { Flow } from './flow.ts';
import { t } from './texts.ts';

/** For how long the time is kept: in minutes, because nobody types better with seconds running down. */
export function HoldNote({ flow, held }: { flow: Flow; held: HeldTime }) {
  const left = useMinutesLeft(held.expires_at ?? '');
  const { busy, ask } = useAsking();
  return (
    <div class="when__kept">
      <p role="status">{left < 1 ? t('kept_last') : t('kept', { count: left })}</p>
      {left < 1 && (
        <Button busy={busy} onClick={() => void ask(flow.keepLonger)}>
          {t('keep_longer')}
        </Button>
      )}
    </div>
  );
}

function useMinutesLeft(until: string): number {
  const minutes = () => Math.floor((Date.parse(until) - serverNow()) / 60_000);
  const [left, setLeft] = useState(minutes);
  useEffect(() => {
    setLeft(minutes());
    const timer = setInterval(() => setLeft(minutes()), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}
