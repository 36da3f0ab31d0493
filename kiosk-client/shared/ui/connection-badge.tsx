import type { BoardStatus } from '../live/use-board.ts';
import { formatTime } from '../i18n/format.ts';
import { t } from '../i18n/shared-texts.ts';
import './connection-badge.css';

type Props = { status: BoardStatus; asOf: Date | null; timeZone: string };

/** Says whether what is on the screen is now: live, reconnecting, or last known at 10:41. A shape and a word, never colour alone. */
export function ConnectionBadge({ status, asOf, timeZone }: Props) {
  return (
    <span class={`badge badge--${status}`} role="status">
      <span class="badge__dot" aria-hidden="true" />
      <span class="badge__word">{words(status, asOf, timeZone)}</span>
    </span>
  );
}

function words(status: BoardStatus, asOf: Date | null, timeZone: string): string {
  switch (status) {
    case 'live':
      return t('live');
    case 'connecting':
      return t('connecting');
    case 'reconnecting':
      return t('reconnecting');
    case 'stale':
      return asOf ? t('last_known', { time: formatTime(asOf, timeZone) }) : t('reconnecting');
  }
}
