import { page } from '../shared/page.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { serverNow } from '../shared/clock.ts';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Actions } from './actions.tsx';
import { Header } from './header.tsx';
import { Message } from './message.tsx';
import { PlaceCard } from './place-card.tsx';
import { t } from './texts.ts';
import type { Visit } from './visit.ts';
import { isOver, type VisitView } from './visit-view.ts';

export function VisitPage({ view, visit }: { view: VisitView; visit: Visit }) {
  const zone = view.queue?.time_zone ?? page.organization.time_zone;
  const waits = view.phase === 'waiting' || view.phase === 'nearly';
  const badge = <ConnectionBadge status={visit.status.value} asOf={visit.asOf.value} timeZone={zone} />;
  return (
    <div class="page">
      <Header />
      <main class="page__main" aria-live="polite">
        {waits ? <PlaceCard view={view} zone={zone} badge={badge} /> : <State view={view} zone={zone} />}
      </main>
      {waits && <Actions view={view} visit={visit} />}
      {!waits && !isOver(view.phase) && <footer class="page__foot">{badge}</footer>}
    </div>
  );
}

function State({ view, zone }: { view: VisitView; zone: string }) {
  return (
    <>
      <StateMessage view={view} zone={zone} />
      <p class="ticket">
        <span class="ticket__label">{t('your_number')}</span>
        <TicketNumber class="ticket__number">{view.ticketNumber}</TicketNumber>
      </p>
    </>
  );
}

function StateMessage({ view, zone }: { view: VisitView; zone: string }) {
  switch (view.phase) {
    case 'missed':
      return (
        <Message icon="late" tone="warn" title={t('missed')}>
          {howToReturn(view.until, zone)}
        </Message>
      );
    case 'serving':
      return (
        <Message icon="door" tone="good" title={t('serving')} place={view.counter}>
          {t('serving_text')}
        </Message>
      );
    case 'parked':
      return (
        <Message icon="pause" title={t('parked')}>
          {t('parked_text')}
        </Message>
      );
    case 'served':
      return (
        <Message icon="check" tone="good" title={t('served')}>
          {t('served_text')}
        </Message>
      );
    case 'left':
      return (
        <Message icon="away" title={t('left')}>
          {t('left_text')}
        </Message>
      );
    case 'cancelled':
      return (
        <Message icon="question" tone="warn" title={t('cancelled')}>
          {t('cancelled_text')}
        </Message>
      );
    case 'transferred':
      return (
        <Message icon="away" title={t('transferred')}>
          {t('transferred_text')}
        </Message>
      );
    case 'waiting':
    case 'nearly':
    case 'called':
      return null;
  }
}

function howToReturn(until: string | null, zone: string): string {
  if (until === null) return t('missed_text');
  if (Date.parse(until) < serverNow()) return t('missed_over');
  return t('missed_until', { time: formatTime(until, zone) });
}
