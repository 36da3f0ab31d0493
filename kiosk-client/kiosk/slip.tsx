import type { RefObject } from 'preact';
import type { Paper } from '../../models/vocabulary.ts';
import { formatDate, formatTime } from '../shared/i18n/format.ts';
import { page } from '../shared/page.ts';
import { QrCode } from '../shared/ui/qr-code.tsx';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { numberHeight, qrSide } from './slip-sizes.ts';
import { t } from './texts.ts';
import './slip.css';

type Props = {
  slip: RefObject<HTMLDivElement | null>;
  paper: Paper;
  number: string;
  queue: string;
  place: string;
  wait: string;
  joinedAt: string;
  address: string;
};

/** What comes out of the printer; nothing else of the page does. On the screen it is not seen and only measured. */
export function Slip({ slip, paper, number, queue, place, wait, joinedAt, address }: Props) {
  const { name, time_zone } = page.organization;
  return (
    <div ref={slip} class={`slip slip--${paper}`} aria-hidden="true">
      <p class="slip__name">{name}</p>
      <p class="slip__queue">
        <bdi>{queue}</bdi>
      </p>
      <p class="slip__number" style={{ fontSize: `${numberHeight(paper, number)}mm` }}>
        <TicketNumber>{number}</TicketNumber>
      </p>
      <p class="slip__place">{place}</p>
      {wait !== '' && <p class="slip__wait">{wait}</p>}
      <QrCode class="slip__qr" text={address} label="" side={(modules) => `${qrSide(paper, modules)}mm`} />
      <p class="slip__hint">{t('scan')}</p>
      <p class="slip__time">
        {formatDate(joinedAt, time_zone)}, {formatTime(joinedAt, time_zone)}
      </p>
    </div>
  );
}
