import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Joined } from '../../realtime/contract/commands.ts';
import { openAudio } from '../shared/announce/audio.ts';
import { numberPhrase } from '../shared/announce/phrase.ts';
import { prepareVoice, speak } from '../shared/announce/voice.ts';
import { formatDate, formatTime } from '../shared/i18n/format.ts';
import { language } from '../shared/i18n/language.ts';
import { page } from '../shared/page.ts';
import { Button } from '../shared/ui/button.tsx';
import { QrCode } from '../shared/ui/qr-code.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { t } from './texts.ts';
import { waitWords } from './wait-words.ts';

/** The number, huge, with the way to take it along: on the phone, on paper, or by ear. */
export function TicketScreen({
  joined: { entry, tracking_url },
  queue,
  home,
}: {
  joined: Joined;
  queue: string;
  home: () => void;
}) {
  const speaking = useSignal(false);
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
  }, []);

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
            {t('your_number')}
          </h1>
          <p class="ticket__number">
            <TicketNumber>{entry.ticket_number}</TicketNumber>
          </p>
          <p class="ticket__queue">
            <bdi>{queue}</bdi>
          </p>
          <p class="ticket__place">{[place, wait].filter((words) => words !== '').join(' · ')}</p>
        </div>
        <div class="ticket__phone">
          <QrCode class="ticket__qr" text={address} label={t('scan')} />
          <p class="ticket__scan">{t('scan')}</p>
        </div>
      </div>
      <p class="ticket__then">{t('after_that')}</p>
      <div class="ticket__actions">
        <Button size="huge" onClick={() => print()}>
          {t('print')}
        </Button>
        <Button size="huge" busy={speaking.value} onClick={() => void hear()}>
          {t('hear')}
        </Button>
        <Button size="huge" variant="primary" onClick={home}>
          {t('done')}
        </Button>
      </div>
      <Slip number={entry.ticket_number} queue={queue} place={place} joinedAt={entry.joined_at} address={address} />
    </section>
  );
}

/** What comes out of the 80 mm printer; nothing else of the page does. */
function Slip({
  number,
  queue,
  place,
  joinedAt,
  address,
}: {
  number: string;
  queue: string;
  place: string;
  joinedAt: string;
  address: string;
}) {
  const { name, time_zone } = page.organization;
  return (
    <div class="slip" aria-hidden="true">
      <p class="slip__name">{name}</p>
      <p class="slip__queue">{queue}</p>
      <p class="slip__number">
        <TicketNumber>{number}</TicketNumber>
      </p>
      <p class="slip__place">{place}</p>
      <QrCode class="slip__qr" text={address} label="" />
      <p class="slip__hint">{t('scan')}</p>
      <p class="slip__time">
        {formatDate(joinedAt, time_zone)}, {formatTime(joinedAt, time_zone)}
      </p>
    </div>
  );
}
