import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { serverNow } from '../shared/clock.ts';
import { formatCountdown } from '../shared/i18n/format.ts';
import { t } from './texts.ts';

/** The time that is left to get there, by the server's clock. At its end nothing happens until the server says so. */
export function Countdown({ until }: { until: string }) {
  const left = useSignal(Date.parse(until) - serverNow());
  useEffect(() => {
    const tick = () => {
      left.value = Date.parse(until) - serverNow();
    };
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, [until]);
  return (
    <p class="countdown" role="timer" aria-live="off">
      <span class="countdown__words">{t('be_there_within')}</span>
      <bdi class="countdown__time number" dir="ltr">
        {formatCountdown(left.value)}
      </bdi>
    </p>
  );
}
