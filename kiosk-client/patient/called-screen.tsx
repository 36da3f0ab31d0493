import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { page } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { ConnectionBadge } from '../shared/ui/connection-badge.tsx';
import { Icon } from '../shared/ui/icon.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { Countdown } from './countdown.tsx';
import { GoBehindDialog } from './go-behind-dialog.tsx';
import { t } from './texts.ts';
import { useWish } from './use-wish.ts';
import type { Visit } from './visit.ts';
import type { VisitView } from './visit-view.ts';

/** Cannot be missed: the whole screen, the organization's colour, where to go. */
export function CalledScreen({ view, visit }: { view: VisitView; visit: Visit }) {
  const { busy, ask } = useWish();
  const asked = useSignal(false);
  const pressed = useRef(false);
  const say = () => {
    pressed.current = true;
    void ask(visit.come);
  };
  const zone = view.queue?.time_zone ?? page.organization.time_zone;
  return (
    // A new call is a new element: its pulses begin again.
    <main class="called" key={view.call}>
      {visit.status.value !== 'live' && (
        <p class="called__badge">
          <ConnectionBadge status={visit.status.value} asOf={visit.asOf.value} timeZone={zone} />
        </p>
      )}
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
      <div class="called__answers">
        {view.coming ? (
          <OnTheWay busy={busy} pressed={pressed.current} here={() => void ask(visit.arrive)} />
        ) : (
          <Button class="called__coming" size="huge" wide busy={busy} onClick={say}>
            {t('coming')}
          </Button>
        )}
        {view.returnsLeft > 0 && (
          <Button class="called__later" wide variant="quiet" onClick={() => (asked.value = true)}>
            {t('more_time')}
          </Button>
        )}
      </div>
      <GoBehindDialog
        open={asked.value}
        left={view.returnsLeft}
        ask={visit.rejoin}
        onClose={() => (asked.value = false)}
      />
    </main>
  );
}

/** The second tap of a double tap on "I'm coming" falls on what has taken its place, and does not mean that. */
const NEW_MEANING_MS = 350;

/** Only now can one say to be there. */
function OnTheWay({ busy, pressed, here }: { busy: boolean; pressed: boolean; here: () => void }) {
  const told = useRef<HTMLParagraphElement>(null);
  const since = useRef(Date.now());
  useEffect(() => {
    // The keyboard was on the button that is gone.
    if (pressed) told.current?.focus();
  }, []);
  return (
    <>
      <p ref={told} class="called__told" role="status" tabIndex={-1}>
        <Icon name="check" /> {t('coming_told')}
      </p>
      <Button
        class="called__coming"
        size="large"
        wide
        busy={busy}
        onClick={() => Date.now() - since.current > NEW_MEANING_MS && here()}
      >
        {t('here')}
      </Button>
    </>
  );
}
