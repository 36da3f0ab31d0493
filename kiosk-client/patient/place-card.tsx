import type { ComponentChildren } from 'preact';
import { formatTime } from '../shared/i18n/format.ts';
import { TicketNumber } from '../shared/ui/ticket-number.tsx';
import { t } from './texts.ts';
import type { VisitView } from './visit-view.ts';
import type { WaitRange } from './wait-range.ts';

/**
 * The place as a card. The server draws the same card with the same classes into the page, for phones without JavaScript and
 * for the first moment: `server/http/pages/place-content.ts`.
 */
export function PlaceCard({ view, zone, badge }: { view: VisitView; zone: string; badge: ComponentChildren }) {
  const nearly = view.phase === 'nearly';
  return (
    <>
      <Notice view={view} zone={zone} />
      <section class={`place place--${view.phase}`}>
        {nearly && (
          <div class="place__nearly">
            <svg class="place__nearly-icon" viewBox="0 0 24 24" aria-hidden="true">
              <path d="M4 12h14M13 6l6 6-6 6" />
            </svg>
            <h1 class="place__nearly-title">{t('nearly')}</h1>
            <p>{t('nearly_text')}</p>
          </div>
        )}
        <div class="place__badge">{badge}</div>
        <p class="place__label">{t('your_number')}</p>
        <p class="place__number">
          <TicketNumber>{view.ticketNumber}</TicketNumber>
        </p>
        <Line before={view.before} />
        {nearly ? (
          <h2 class="place__before">{beforeInWords(view.before)}</h2>
        ) : (
          <h1 class="place__before">{beforeInWords(view.before)}</h1>
        )}
        {view.range === null ? (
          <p class="place__unknown">{t('no_estimate')}</p>
        ) : (
          <p class="place__wait">{rangeInWords(view.range)}</p>
        )}
        {!nearly && <p class="place__advice">{t('wait_where_you_like')}</p>}
      </section>
      <p class="place__where">
        <bdi>{view.queueName}</bdi> · <bdi>{view.office}</bdi>
      </p>
      <Calling view={view} />
    </>
  );
}

const DOTS = 8;

/** The people before you, and you at the end of the line. */
function Line({ before }: { before: number | null }) {
  if (before === null) return null;
  const shown = Math.min(before, DOTS);
  return (
    <div class="line" aria-hidden="true">
      {before > DOTS && <span class="line__more number">+{before - DOTS}</span>}
      {Array.from({ length: shown }, (_, index) => (
        <span key={shown - index} class="line__person" />
      ))}
      <span key="you" class="line__you" />
    </div>
  );
}

function Calling({ view }: { view: VisitView }) {
  if (view.calling.length === 0) return null;
  return (
    <section class="calling">
      <h2 class="calling__title">{t('now_calling')}</h2>
      <ul class="calling__list">
        {view.calling.map(({ ticket_number, counter }) => (
          <li key={ticket_number} class="calling__one">
            <TicketNumber class="calling__number">{ticket_number}</TicketNumber>
            {counter !== null && <bdi class="calling__counter">{counter}</bdi>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The queue itself stands still: say so, before somebody wonders. */
function Notice({ view, zone }: { view: VisitView; zone: string }) {
  const { queue } = view;
  if (queue === null || queue.status === 'open') return null;
  const title = queue.status === 'closed' ? t('closed') : pausedInWords(queue.until, zone);
  return (
    <p class="notice" role="status">
      <strong>{title}</strong> <span>{queue.status === 'closed' ? t('closed_text') : t('paused_text')}</span>
    </p>
  );
}

function pausedInWords(until: string | null, zone: string): string {
  return until === null ? t('paused') : t('paused_until', { time: formatTime(until, zone) });
}

function beforeInWords(before: number | null): string {
  if (before === null) return '';
  return before === 0 ? t('next') : t('before', { count: before });
}

function rangeInWords({ unit, from, to }: WaitRange): string {
  if (unit === 'hours') return t('wait_long', { from, to });
  return from === 0 ? t('wait_short', { to }) : t('wait', { from, to });
}
