import { useSignal } from '@preact/signals';
import { Button } from '../shared/ui/button.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Countdown } from './countdown.tsx';
import { say } from './say-problem.ts';
import { t } from './texts.ts';
import type { Visit } from './visit.ts';
import type { VisitView } from './visit-view.ts';

/** Cannot be missed: the whole screen, the organization's colour, where to go. */
export function CalledScreen({ view, visit }: { view: VisitView; visit: Visit }) {
  const busy = useSignal(false);
  const come = async () => {
    busy.value = true;
    await visit.arrive().catch(say);
    busy.value = false;
  };
  return (
    // A new call is a new element: its pulses begin again.
    <main class="called" key={view.call}>
      <div class="called__body" role="alert">
        <p class="called__turn">{t('your_turn')}</p>
        <TicketNumber class="called__number">{view.ticketNumber}</TicketNumber>
        {view.counter === null ? (
          <h1 class="called__counter">{t('go_to_desk')}</h1>
        ) : (
          <h1 class="called__where">
            <span class="called__go">{t('go_to')}</span>
            <bdi class="called__counter">{view.counter}</bdi>
          </h1>
        )}
        {view.until !== null && <Countdown until={view.until} />}
      </div>
      <Button class="called__coming" size="huge" wide busy={busy.value} onClick={() => void come()}>
        {t('coming')}
      </Button>
    </main>
  );
}
