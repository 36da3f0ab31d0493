import { page } from '../shared/page.ts';
import { formatTime } from '../shared/i18n/format.ts';
import { serverNow } from '../shared/clock.ts';
import { Button } from '../shared/ui/button.tsx';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Actions } from './actions.tsx';
import { Header } from './header.tsx';
import { Message } from './message.tsx';
import { PlaceCard } from './place-card.tsx';
import { t } from './texts.ts';
import { toast } from '../shared/ui/toast.tsx';
import { useWish } from './use-wish.ts';
import type { Visit } from './visit.ts';
import { isOver, type VisitView } from './visit-view.ts';

export function VisitPage({ view, visit }: { view: VisitView; visit: Visit }) {
  const zone = view.queue?.time_zone ?? page.organization.time_zone;
  const old = visit.old.value;
  const waits = view.phase === 'waiting' || view.phase === 'nearly';
  const badge = <ConnectionBadge status={visit.status.value} asOf={visit.asOf.value} timeZone={zone} />;
  return (
    <div class="page">
      <Header />
      <main class="page__main" aria-live="polite">
        {old && <Offline />}
        {waits ? <PlaceCard view={view} zone={zone} badge={badge} /> : <State view={view} zone={zone} visit={visit} />}
      </main>
      {waits && !old && <Actions view={view} visit={visit} />}
      {!waits && !isOver(view.phase) && <footer class="page__foot">{badge}</footer>}
    </div>
  );
}

/** Without a network the telephone's own memory is shown, and nothing can be asked for. */
function Offline() {
  return (
    <p class="notice" role="status">
      <strong>{t('no_network')}</strong> <span>{t('no_network_text')}</span>
    </p>
  );
}

function State({ view, zone, visit }: { view: VisitView; zone: string; visit: Visit }) {
  return (
    <>
      <StateMessage view={view} zone={zone} />
      {view.phase === 'missed' && mayRejoin(view) && !visit.old.value && <Rejoin visit={visit} />}
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
          {howToReturn(view, zone)}
        </Message>
      );
    case 'called':
      // What was known before the network was lost: as it happens, the whole screen says it.
      return (
        <Message icon="late" tone="warn" title={t('your_turn')} place={view.counter}>
          {view.counter === null && t('go_to_desk')}
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
      return null;
  }
}

function Rejoin({ visit }: { visit: Visit }) {
  const { busy, ask } = useWish();
  const rejoin = () => ask(visit.rejoin, () => toast(t('rejoined'), { tone: 'good' }));
  return (
    <Button class="rejoin" variant="primary" size="huge" wide busy={busy} onClick={() => void rejoin()}>
      {t('rejoin')}
    </Button>
  );
}

function isTooLate({ until }: VisitView): boolean {
  return until !== null && Date.parse(until) < serverNow();
}

function mayRejoin(view: VisitView): boolean {
  return view.returnsLeft > 0 && !isTooLate(view);
}

function howToReturn(view: VisitView, zone: string): string {
  if (isTooLate(view)) return t('missed_over');
  if (view.until === null) return mayRejoin(view) ? t('missed_rejoin') : t('missed_text');
  const time = formatTime(view.until, zone);
  return mayRejoin(view) ? t('missed_rejoin_until', { time }) : t('missed_until', { time });
}
