import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { formatTime } from '../shared/i18n/format.ts';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { t } from './texts.ts';
import type { QueueAhead } from './wall.ts';

const AT_ONCE = 4;
const PAGE_MS = 12_000;
/** From here on minutes mean nothing to anybody. */
const LONG_MINUTES = 120;

/** Who comes next and how long it takes, queue by queue; more than four take turns. */
export function QueuesAhead({ queues }: { queues: readonly QueueAhead[] }) {
  const page = useSignal(0);
  const pages = Math.max(1, Math.ceil(queues.length / AT_ONCE));
  useEffect(() => {
    if (pages === 1) return;
    const timer = setInterval(() => {
      page.value += 1;
    }, PAGE_MS);
    return () => clearInterval(timer);
  }, [page, pages]);

  const from = (page.value % pages) * AT_ONCE;
  const shown = queues.slice(from, from + AT_ONCE);
  return (
    <footer class={`ahead ahead--${Math.min(queues.length, AT_ONCE)}`}>
      {shown.map((queue) => (
        <section key={queue.id} class="ahead__queue">
          <h2 class="ahead__name" dir="auto">
            {queue.name}
          </h2>
          <p class="ahead__count">{queue.waiting > 0 && t('waiting', { count: queue.waiting })}</p>
          <Next queue={queue} />
          <p class="ahead__wait">{state(queue) ?? wait(queue)}</p>
        </section>
      ))}
    </footer>
  );
}

function Next({ queue: { waiting, next, status } }: { queue: QueueAhead }) {
  if (waiting === 0)
    return <p class="ahead__next ahead__next--nobody">{t(status === 'closed' ? 'closed' : 'nobody_waiting')}</p>;
  return (
    <p class="ahead__next">
      {next.map((number) => (
        <TicketNumber key={number} class="ahead__number">
          {number}
        </TicketNumber>
      ))}
    </p>
  );
}

/** What people must know before they look at the wait; null while the queue is open. */
function state({ status, until, time_zone, waiting }: QueueAhead): string | null {
  switch (status) {
    case 'open':
      return null;
    case 'paused':
      return until === null ? t('paused') : t('paused_until', { time: formatTime(until, time_zone) });
    case 'closed':
      return waiting > 0 ? t('closed') : '';
  }
}

function wait({ range }: QueueAhead): string {
  if (range === null) return '';
  const [from, to] = range;
  if (to <= 0) return t('no_wait');
  if (from >= LONG_MINUTES) return t('wait_long', { count: Math.floor(from / 60) });
  return from === to || from <= 0 ? t('wait_about', { to }) : t('wait_range', { from, to });
}
