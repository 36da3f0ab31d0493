import { useEffect, useMemo } from 'preact/hooks';
import { formatTime } from '../../shared/i18n/format.ts';
import { screenPath } from '../../shared/page.ts';
import { Toasts } from '../../shared/ui/toast.tsx';
import { Frame } from '../frame.tsx';
import { StepHeading } from '../step-heading.tsx';
import { t } from '../texts.ts';
import { here } from '../trail.ts';
import { Facts } from './facts.tsx';
import { Move } from './move.tsx';
import { openOwnBooking, type OwnBooking } from './own-booking.ts';
import { stateOf } from './state-of.ts';
import { Ways } from './ways.tsx';

type Props = {
  token: string;
  /** What the server has drawn. */
  drawn: string;
};

/** The own appointment, by its link. */
export function OwnPage({ token, drawn }: Props) {
  const { fresh, hash } = here.value;
  const own = useMemo(() => openOwnBooking(token), [token]);
  useEffect(() => () => own.close(), [own]);
  const booking = own.booking.value;
  if (own.unknown.value) {
    return (
      <Frame way={null} aside={null}>
        <StepHeading title={t('unknown')}>{t('unknown_text')}</StepHeading>
        <a class="button button--primary button--large button--wide" href={screenPath('/book')}>
          <span class="button__label">{t('title')}</span>
        </a>
      </Frame>
    );
  }
  if (booking === null) return <FirstPaint drawn={drawn} />;
  if (hash.startsWith('#move') && booking.may.move) return <Move own={own} booking={booking} />;
  const state = stateOf(booking, fresh);
  return (
    <Frame way={null} aside={null} wide>
      <Old own={own} timeZone={booking.time_zone} />
      {own.movedMeanwhile.value && (
        <p class="notice" role="alert">
          {t('moved_meanwhile')}
        </p>
      )}
      <div class={`state-line state-line--${state.tone}`} key={booking.status}>
        <svg class="state-line__sign" viewBox="0 0 24 24" aria-hidden="true">
          <path d={SIGNS[state.tone]} />
        </svg>
        <StepHeading title={state.title}>{state.text}</StepHeading>
      </div>
      <div class="own">
        <Facts booking={booking} />
        <Ways own={own} booking={booking} old={own.oldSince.value !== null} />
      </div>
      <Toasts />
    </Frame>
  );
}

const SIGNS = {
  good: 'M5 12.5l4.5 4.5L19 7.5',
  plain: 'M12 7v5l3 2M12 3a9 9 0 100 18 9 9 0 000-18',
  warn: 'M12 7v6M12 16.5v.5',
};

/** Without a network it may have changed. */
function Old({ own, timeZone }: { own: OwnBooking; timeZone: string }) {
  const since = own.oldSince.value;
  if (since === null) return null;
  return (
    <p class="notice notice--old" role="status">
      {t('no_network', { time: formatTime(since, timeZone) })}
    </p>
  );
}

/** The server's own drawing, from our own server; the words in it are escaped there. */
function FirstPaint({ drawn }: { drawn: string }) {
  const isEmpty = drawn.trim() === '' || drawn.trim() === '<!--content-->';
  if (!isEmpty) return <div dangerouslySetInnerHTML={{ __html: drawn }} />;
  return (
    <Frame way={null} aside={null}>
      <p class="loading" role="status">
        {t('loading')}
      </p>
    </Frame>
  );
}
