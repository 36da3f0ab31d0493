import { useEffect, useState } from 'preact/hooks';
import { ProblemNotice } from '../../shared/account/problem-notice.tsx';
import { newKey } from '../../shared/api.ts';
import { openConnection } from '../../shared/live/connection.ts';
import { watchBoard } from '../../shared/live/use-board.ts';
import { page } from '../../shared/page.ts';
import { renewSession, session } from '../../shared/session.ts';
import { Button } from '../../shared/ui/button.tsx';
import { QrCode } from '../../shared/ui/qr-code.tsx';
import { TicketNumber } from '../../shared/ui/ticket-number.tsx';
import { useAsking } from '../../shared/use-asking.ts';
import { inUse, lists } from '../lists.ts';
import { t } from '../texts.ts';
import { pass } from './progress.ts';
import { SkipButton } from './skip-button.tsx';
import { callTestTicket, endTestTicket, type TestTicket } from './test-ticket.ts';

/** `begun`: from now on the counter that is open is our own. */
type Props = { begun: () => void; goOn: () => Promise<void>; skip: () => void };

/** A number is drawn, called, shown and spoken as any other; then it is taken back. */
export function TestStep({ begun, goOn, skip }: Props) {
  const [ticket, setTicket] = useState<TestTicket | null>(null);
  const [key, setKey] = useState(newKey);
  const asking = useAsking();
  const heard = useHeard(ticket?.queueId ?? null);
  // Also one of an earlier visit; and nobody leaves a number behind who goes elsewhere now.
  useEffect(() => {
    void asking.ask(endTestTicket);
    return () => void endTestTicket().catch(() => undefined);
  }, []);

  const [office] = inUse(lists.value.offices);
  const here = <T extends { office_id: string }>(things: readonly T[]) =>
    things.filter(({ office_id }) => office_id === office?.id);
  const queue = here(inUse(lists.value.queues))[0];
  const counters = here(inUse(lists.value.counters));
  const counter = counters.find((one) => one.session === null) ?? counters[0];

  async function call(): Promise<void> {
    if (!queue || !counter) return;
    begun();
    setTicket(await callTestTicket(queue, counter, { key, reason: t('guide_test_note') }));
    setKey(newKey());
  }

  async function end(): Promise<void> {
    await endTestTicket();
    pass('test');
  }

  if (!ticket) {
    return (
      <>
        <p class="guide__about">{t('guide_test_about')}</p>
        <ProblemNotice problem={asking.problem} />
        <div class="guide__foot">
          <Button
            variant="primary"
            size="large"
            busy={asking.busy}
            disabled={!queue || !counter}
            onClick={() => void asking.ask(call)}
          >
            {t('guide_test_call')}
          </Button>
          <SkipButton skip={skip} />
        </div>
      </>
    );
  }
  return (
    <>
      <div class="guide__called" role="status">
        <p class="guide__called-label">{t('guide_called')}</p>
        <p class="guide__number">
          <TicketNumber>{ticket.number}</TicketNumber>
        </p>
        <p class="guide__counter">{ticket.counter}</p>
        <p>{heard.length > 0 ? t('guide_heard', { names: heard.join(', ') }) : t('guide_not_heard')}</p>
      </div>
      <div class="guide__phone">
        <QrCode class="guide__qr" text={ticket.link} label={t('guide_phone')} />
        <p>
          <strong>{t('guide_phone')}</strong>
          <br />
          {t('guide_phone_about')}
        </p>
      </div>
      <p class="guide__about">{t('guide_test_marked')}</p>
      <ProblemNotice problem={asking.problem} />
      <div class="guide__foot">
        <Button
          variant="primary"
          size="large"
          busy={asking.busy}
          onClick={() => void asking.ask(end).then((done) => (done ? goOn() : undefined))}
        >
          {t('guide_test_end')}
        </Button>
      </div>
    </>
  );
}

/** The names of displays that have shown and spoken a call of this queue. */
function useHeard(queueId: string | null): readonly string[] {
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    if (queueId === null) return;
    setNames([]);
    const connection = openConnection({
      kind: 'staff',
      slug: page.organization.slug,
      token: () => session.value?.token ?? null,
      renew: renewSession,
    });
    // Only those who watch a queue hear of it.
    const board = watchBoard(connection, queueId);
    const forget = connection.onHeard(({ queue_id, device_name }) => {
      if (queue_id === queueId) setNames((before) => [...new Set([...before, device_name])]);
    });
    return () => {
      forget();
      board.stop();
      connection.close();
    };
  }, [queueId]);
  return names;
}
