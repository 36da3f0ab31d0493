import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { serverNow } from '../shared/clock.ts';
import { formatDate, formatTime } from '../shared/i18n/format.ts';

/** The time on the office's clock, by the server's watch: televisions are often wrong. */
export function Clock({ timeZone }: { timeZone: string }) {
  const now = useSignal(serverNow());
  useEffect(() => {
    const timer = setInterval(() => {
      now.value = serverNow();
    }, 1_000);
    return () => clearInterval(timer);
  }, [now]);
  return (
    <p class="clock">
      <span class="clock__date">{formatDate(now.value, timeZone)}</span>
      <time class="clock__time number">{formatTime(now.value, timeZone)}</time>
    </p>
  );
}
