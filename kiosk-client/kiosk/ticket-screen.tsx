import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { EntranceCheckIn } from '../../realtime/contract/resources/check-ins.ts';
import type { OwnDevice } from '../../realtime/contract/resources/devices.ts';
import { openAudio } from '../shared/announce/audio.ts';
import { numberPhrase } from '../shared/announce/phrase.ts';
import { prepareVoice, speak } from '../shared/announce/voice.ts';
import { language } from '../shared/i18n/language.ts';
import { Button } from '../shared/ui/button.tsx';
import { QrCode } from '../shared/ui/qr-code.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { printSlip } from './print-slip.ts';
import { PrinterSign, SpeakerSign } from './signs.tsx';
import { Slip } from './slip.tsx';
import { t } from './texts.ts';
import { waitWords } from './wait-words.ts';

type Props = {
  joined: EntranceCheckIn;
  queue: string;
  printer: Pick<OwnDevice, 'paper' | 'prints_itself'>;
  home: () => void;
  timer: ComponentChildren;
};

/** The number, huge, with the way to take it along: on the phone, on paper, or by ear. */
export function TicketScreen({ joined: { entry, tracking_url }, queue, printer, home, timer }: Props) {
  const speaking = useSignal(false);
  const slip = useRef<HTMLDivElement>(null);
  const { paper, prints_itself: printsItself } = printer;
  const address = new URL(tracking_url, location.href).href;
  const place =
    entry.position === null
      ? ''
      : entry.position <= 1
        ? t('you_are_next')
        : t('before_you', { count: entry.position - 1 });
  const wait = entry.wait === null ? '' : waitWords(entry.wait);

  useEffect(() => {
    openAudio();
    prepareVoice([language.value]);
    // Once for each number, whatever becomes of the tablet's settings meanwhile.
    if (printsItself && slip.current) printSlip(slip.current);
  }, [entry.id]);

  async function hear(): Promise<void> {
    speaking.value = true;
    await speak(language.value, numberPhrase(language.value, entry.ticket_number));
    speaking.value = false;
  }

  return (
    <section class="ticket">
      <div class="ticket__card">
        <div class="ticket__words">
          <h1 class="ticket__title" tabIndex={-1}>
            {t('your_number')}{' '}
            <span class="ticket__number">
              <TicketNumber>{entry.ticket_number}</TicketNumber>
            </span>
          </h1>
          <p class="ticket__queue">
            <bdi>{queue}</bdi>
          </p>
          <p class="ticket__place">{place}</p>
          {wait !== '' && <p class="ticket__wait">{wait}</p>}
        </div>
        <div class="ticket__phone">
          <QrCode class="ticket__qr" text={address} label={t('scan')} />
          <p class="ticket__scan">{t('scan')}</p>
        </div>
      </div>
      <p class="ticket__then">{paper !== null && printsItself ? t('after_that_printed') : t('after_that')}</p>
      <div class={paper === null ? 'ticket__actions ticket__actions--two' : 'ticket__actions'}>
        {paper !== null && (
          <Button size="huge" onClick={() => slip.current && printSlip(slip.current)}>
            <PrinterSign />
            {printsItself ? t('print_again') : t('print')}
          </Button>
        )}
        <Button size="huge" busy={speaking.value} onClick={() => void hear()}>
          <SpeakerSign />
          {t('hear')}
        </Button>
        <Button size="huge" variant="primary" onClick={home}>
          {t('done')}
        </Button>
      </div>
      <div class="foot">{timer}</div>
      {paper !== null && (
        <Slip
          slip={slip}
          paper={paper}
          number={entry.ticket_number}
          queue={queue}
          place={place}
          wait={wait}
          joinedAt={entry.joined_at}
          address={address}
        />
      )}
    </section>
  );
}
